namespace CostCompass.Application;

/// <summary>A warning among the rows of a use case, in the place where it belongs.</summary>
/// <param name="Message">The message.</param>
public sealed record ReadWarning(string Message);
