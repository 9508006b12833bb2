namespace CostCompass.Quotes;

/// <summary>The text of a message in a request.</summary>
/// <param name="Text">The text that the model reads unchanged.</param>
/// <param name="Structure">The names and values of tool calls and similar data, which the service writes in its own markup.</param>
public sealed record PromptMessage(string Text, string Structure = "");
