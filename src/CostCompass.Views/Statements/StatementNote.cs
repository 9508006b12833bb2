namespace CostCompass.Views.Statements;

/// <summary>A note about the figures.</summary>
/// <param name="Title">The title, in a few words.</param>
/// <param name="Text">The text, in complete sentences.</param>
public sealed record StatementNote(string Title, string Text);
