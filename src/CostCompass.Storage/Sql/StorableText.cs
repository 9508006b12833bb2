namespace CostCompass.Storage.Sql;

/// <summary>
/// The texts that every database keeps as they are. A file would take U+0000 and half of a pair of surrogates, and a server wouldn't: a
/// history that holds them could never move to one.
/// </summary>
internal static class StorableText
{
    /// <summary>The longest text that is part of an index, in characters: a server takes some thousand bytes at most.</summary>
    public const int MaximumIndexed = 512;

    private const int Shown = 40;

    /// <summary>Fails when one of the values of a statement is a text that can't be kept everywhere.</summary>
    /// <param name="values">The values.</param>
    /// <exception cref="CostException"><c>TextNotStorable</c>.</exception>
    public static void Require(params ReadOnlySpan<object?> values)
    {
        foreach (object? value in values)
        {
            if (value is string text && !ForeignText.IsWhole(text))
            {
                throw new CostException(
                    "TextNotStorable",
                    CostErrorKind.InvalidInput,
                    $"The text that begins with '{Beginning(text)}' can't be stored: it contains the character U+0000 or an incomplete character. Nothing was written.",
                    "Remove the character.");
            }
        }
    }

    /// <summary>Fails when a text that rows are found by can't be kept everywhere.</summary>
    /// <param name="text">The text; null is one too.</param>
    /// <exception cref="CostException"><c>TextNotStorable</c>.</exception>
    public static void RequireIndexed(string? text)
    {
        Require(text);
        if (text?.Length > MaximumIndexed)
        {
            throw new CostException(
                "TextNotStorable",
                CostErrorKind.InvalidInput,
                $"The text that begins with '{Beginning(text)}' can't be stored: it has {text.Length} characters, and the maximum is {MaximumIndexed}. Nothing was written.",
                "Shorten the text, or omit the row.");
        }
    }

    private static string Beginning(string text) =>
        ForeignText.Visible(new string([.. text.Take(Shown).Where(character => !char.IsSurrogate(character))]));
}
