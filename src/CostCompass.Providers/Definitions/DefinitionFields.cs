using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>Reads and validates the fields of a definition.</summary>
internal static class DefinitionFields
{
    /// <summary>Fails if an object has an unknown field.</summary>
    public static void RequireOnly(AnswerObject definition, IReadOnlyList<string> known)
    {
        foreach (var name in definition.Names.Where(name => !known.Contains(name, StringComparer.Ordinal)))
        {
            throw definition.FaultAt(QuotedText.Clean(name, default), "is not a known field");
        }
    }

    /// <summary>A text that satisfies a rule.</summary>
    /// <param name="field">The field.</param>
    /// <param name="problemOf">Gets the problem with a text, or null.</param>
    public static string Text(AnswerField field, Func<string, string?> problemOf)
    {
        var text = field.Text();
        return problemOf(text) is { } problem ? throw field.At(problem) : text;
    }

    /// <summary>One of several values.</summary>
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

    /// <summary>A path in a response.</summary>
    public static AnswerPath Path(AnswerField field) =>
        AnswerPath.TryParse(field.Text()) ?? throw field.At("must be a path such as data.accounts[0].balance");

    /// <summary>An optional path in a response.</summary>
    public static AnswerPath? OptionalPath(AnswerField field) => field.IsPresent ? Path(field) : null;

    /// <summary>An absolute address.</summary>
    public static Uri Address(AnswerField field) =>
        Uri.TryCreate(field.Text(), UriKind.Absolute, out var address) ? address : throw field.At("must be an absolute web address");

    /// <summary>The address of a web page for users.</summary>
    public static Uri Page(AnswerField field) =>
        Address(field) is { UserInfo.Length: 0 } page && page.Scheme == Uri.UriSchemeHttps && ForeignText.IsVisible(Uri.UnescapeDataString(page.OriginalString))
            ? page
            : throw field.At("must be an https address without invisible characters");

    /// <summary>An address that satisfies a rule for addresses. The error of the rule becomes the error of the field.</summary>
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
