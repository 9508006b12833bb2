namespace CostCompass.Storage.Sql;

/// <summary>
/// The texts that every database stores unchanged. A file accepts U+0000 and unpaired surrogates, but a server doesn't: a history that
/// contains them could never be copied to a server.
/// </summary>
internal static class StorableText
{
    /// <summary>The maximum length of a text in an index, in characters: a server accepts only a few thousand bytes.</summary>
    public const int MaximumIndexed = 512;

    private const int Shown = 40;

    /// <summary>Throws if one of the values of a statement is text that not every database can store.</summary>
    /// <param name="values">The values.</param>
    /// <exception cref="CostException"><c>TextNotStorable</c>.</exception>
    public static void Require(params ReadOnlySpan<object?> values)
    {
        foreach (object? value in values)
        {
            if (value is string text && !ForeignText.IsWhole(text))
            {
                throw StoreErrors.TextNotStorable(Beginning(text));
            }
        }
    }

    /// <summary>Throws if a text in an index can't be stored by every database.</summary>
    /// <param name="text">The text, or null.</param>
    /// <exception cref="CostException"><c>TextNotStorable</c>.</exception>
    public static void RequireIndexed(string? text)
    {
        Require(text);
        if (text?.Length > MaximumIndexed)
        {
            throw StoreErrors.TextNotStorableTooLong(Beginning(text), text.Length);
        }
    }

    /// <summary>Whether every database can store a text in an index.</summary>
    /// <param name="text">The text.</param>
    public static bool IsIndexable(string text) => text.Length <= MaximumIndexed && ForeignText.IsWhole(text);

    private static string Beginning(string text) =>
        ForeignText.Visible(new string([.. text.Take(Shown).Where(character => !char.IsSurrogate(character))]));
}
