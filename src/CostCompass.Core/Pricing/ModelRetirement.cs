namespace CostCompass.Pricing;

/// <summary>The retirement of a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="At">The time from which it is rejected, in UTC.</param>
/// <param name="Successor">The model to call instead.</param>
public sealed record ModelRetirement(string Name, DateTimeOffset At, string Successor);
