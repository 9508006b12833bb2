using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>Reads the fields of a definition by their rules.</summary>
internal static class DefinitionFields
{
    /// <summary>Fails when an object has a field that isn't among the known ones.</summary>
    public static void RequireOnly(AnswerObject definition, IReadOnlyList<string> known)
    {
        foreach (var name in definition.Names.Where(name => !known.Contains(name, StringComparer.Ordinal)))
        {
            throw definition.FaultAt(QuotedText.Clean(name, default), "is not a known field");
        }
    }

    /// <summary>A text that keeps a rule.</summary>
    /// <param name="field">The field.</param>
    /// <param name="problemOf">The problem with a text, or null.</param>
    public static string Text(AnswerField field, Func<string, string?> problemOf)
    {
        var text = field.Text();
        return problemOf(text) is { } problem ? throw field.At(problem) : text;
    }

    /// <summary>One of some words.</summary>
    public static TWord Word<TWord>(AnswerField field, IReadOnlyList<TWord> allowed)
        where TWord : struct, Enum
    {
        var text = field.Text();
        foreach (var word in allowed)
        {
            if (string.Equals(text, word.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }

        throw field.At($"must be one of {string.Join(", ", allowed)}");
    }

    /// <summary>A path into an answer.</summary>
    public static AnswerPath Path(AnswerField field) =>
        AnswerPath.TryParse(field.Text()) ?? throw field.At("must be a path such as data.accounts[0].balance");

    /// <summary>A path into an answer that may be left out.</summary>
    public static AnswerPath? OptionalPath(AnswerField field) => field.IsPresent ? Path(field) : null;

    /// <summary>An absolute address.</summary>
    public static Uri Address(AnswerField field) =>
        Uri.TryCreate(field.Text(), UriKind.Absolute, out var address) ? address : throw field.At("must be an absolute web address");

    /// <summary>The address of a page for people.</summary>
    public static Uri Page(AnswerField field) =>
        Address(field) is { UserInfo.Length: 0 } page && page.Scheme == Uri.UriSchemeHttps ? page : throw field.At("must be an https address");

    /// <summary>What a rule for addresses lets pass; its failure becomes that of the field.</summary>
    public static Uri Checked(Func<Uri> rule, AnswerField field)
    {
        try
        {
            return rule();
        }
        catch (CostException failure) when (failure.ErrorId != ProviderErrorId.InvalidProviderDefinition)
        {
            throw field.At($"is not valid: {failure.Message.TrimEnd('.')}");
        }
    }
}
