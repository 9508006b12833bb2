namespace CostCompass.Quotes;

/// <summary>What a message of a request says.</summary>
/// <param name="Text">The text that the model reads as it is.</param>
/// <param name="Structure">The names and values of tool calls and the like, which the service writes in a markup of its own.</param>
public sealed record PromptMessage(string Text, string Structure = "");
