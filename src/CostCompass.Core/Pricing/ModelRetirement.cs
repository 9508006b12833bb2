namespace CostCompass.Pricing;

/// <summary>From when on a name is refused.</summary>
/// <param name="Name">The name.</param>
/// <param name="At">The first instant at which it is refused, in UTC.</param>
/// <param name="Successor">The model to call in its place.</param>
public sealed record ModelRetirement(string Name, DateTimeOffset At, string Successor);
