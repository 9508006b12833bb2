using System.Text;
using CostCompass.Providers.Http;

namespace CostCompass.Providers.Definitions;

/// <summary>Reads a definition. It is valid completely or not at all. An unknown field is an error, because it may be a typo.</summary>
public static class ProviderDefinitionReader
{
    /// <summary>The maximum length of a definition in bytes.</summary>
    public const int MaximumLength = 64 * 1024;

    private const int MaximumText = 300;
    private const int MaximumHeaders = 8;

    private static readonly string[] TopFields =
        ["name", "kind", "baseUri", "environmentVariable", "key", "keyPage", "reports", "doesNotReport", "request", "answer"];

    private static readonly string[] RequestFields = ["method", "path", "body", "keyHeader", "keyPrefix", "headers", "spanForm", "pageParameter"];

    /// <summary>Reads a definition.</summary>
    /// <param name="text">The JSON text in UTF-8.</param>
    /// <param name="source">Its name in messages: the path of its file.</param>
    /// <exception cref="CostException"><c>InvalidProviderDefinition</c>, which names the invalid field.</exception>
    public static ProviderDefinition Read(ReadOnlyMemory<byte> text, string source)
    {
        var fault = new DefinitionFault(QuotedText.Clean(source, default));
        if (text.Length > MaximumLength)
        {
            throw fault.At(fault.Whole, string.Create(CultureInfo.InvariantCulture, $"must not be longer than {MaximumLength} bytes"));
        }

        // The byte order mark that an editor adds isn't part of the definition.
        var json = text.Span.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        return AnswerObject.Read(json, fault, top => Read(top, source));
    }

    private static ProviderDefinition Read(AnswerObject top, string source)
    {
        DefinitionFields.RequireOnly(top, TopFields);
        var kind = DefinitionFields.Word<CostSourceKind>(top.Field("kind"), [CostSourceKind.Balance, CostSourceKind.Cumulative, CostSourceKind.CostReport]);
        var isReport = kind == CostSourceKind.CostReport;
        var asked = top.Object("request");
        var description = ReadDescription(top, kind, source);
        var request = ReadRequest(asked, isReport);
        _ = DefinitionFields.Checked(() => BaseAddress.Combine(description.BaseUri, request.Path), asked.Field("path"));
        var answer = top.Object("answer");
        return new ProviderDefinition(
            description,
            request,
            isReport ? null : DefinedAnswerReader.ReadBalance(answer, kind),
            isReport ? DefinedAnswerReader.ReadReport(answer, asked) : null);
    }

    private static CostProvider ReadDescription(AnswerObject top, CostSourceKind kind, string source)
    {
        var baseUri = top.Field("baseUri");
        var keyPage = top.Field("keyPage");
        return new CostProvider
        {
            Name = DefinitionFields.Text(top.Field("name"), DefinitionRules.NameProblem),
            Kind = kind,
            Key = top.Has("key") ? DefinitionFields.Word<ProviderKeyKind>(top.Field("key"), Enum.GetValues<ProviderKeyKind>()) : ProviderKeyKind.Ordinary,
            EnvironmentVariable = DefinitionFields.Text(top.Field("environmentVariable"), DefinitionRules.VariableProblem),
            BaseUri = DefinitionFields.Checked(() => BaseAddress.Require(DefinitionFields.Address(baseUri)), baseUri),
            KeyPage = keyPage.IsPresent ? DefinitionFields.Page(keyPage) : null,
            Reports = Sentence(top, "reports") ?? "The data that its definition reads.",
            DoesNotReport = Sentence(top, "doesNotReport") ?? "The data that its definition doesn't read.",
            DefinitionPath = source,
        };
    }

    private static string? Sentence(AnswerObject top, string name)
    {
        if (!top.Has(name))
        {
            return null;
        }

        var text = top.Text(name);
        return text.Length <= MaximumText && QuotedText.Clean(text, default) == text && !ForeignText.IsFormula(text) ? text
            : throw top.FaultAt(name, "must be a short text without control characters that doesn't start like a formula");
    }

    private static DefinedRequest ReadRequest(AnswerObject request, bool isReport)
    {
        DefinitionFields.RequireOnly(request, isReport ? RequestFields : RequestFields[..^2]);
        var method = request.Has("method") ? request.Text("method") : "GET";
        var isPost = method == "POST";
        if (method != "GET" && (!isPost || isReport))
        {
            throw request.FaultAt("method", isReport ? "must be GET when kind is CostReport" : "must be GET or POST");
        }

        if (request.Has("body") != isPost)
        {
            throw request.FaultAt("body", isPost ? "is missing" : "requires the method POST");
        }

        var keyHeader = request.Has("keyHeader") ? DefinitionFields.Text(request.Field("keyHeader"), DefinitionRules.HeaderNameProblem) : "Authorization";
        var prefix = request.Has("keyPrefix")
            ? DefinitionFields.Text(request.Field("keyPrefix"), DefinitionRules.HeaderValueProblem)
            : string.Equals(keyHeader, "Authorization", StringComparison.OrdinalIgnoreCase) ? "Bearer " : string.Empty;
        return new DefinedRequest(
            DefinitionFields.Text(request.Field("path"), path => DefinitionRules.PathProblem(path, isReport)),
            keyHeader,
            prefix,
            ReadHeaders(request, keyHeader),
            isPost ? ReadBody(request.Field("body")) : default(ReadOnlyMemory<byte>?));
    }

    private static List<KeyValuePair<string, string>> ReadHeaders(AnswerObject request, string keyHeader)
    {
        var read = new List<KeyValuePair<string, string>>();
        if (!request.Has("headers"))
        {
            return read;
        }

        var headers = request.Object("headers");
        foreach (var name in headers.Names)
        {
            var field = headers.Field(name);
            var problem = DefinitionRules.HeaderNameProblem(name)
                ?? (string.Equals(name, keyHeader, StringComparison.OrdinalIgnoreCase) || string.Equals(name, "Authorization", StringComparison.OrdinalIgnoreCase)
                    ? "is a header for a key. Use keyHeader instead" : null);
            if (problem is not null)
            {
                // The name itself can contain anything.
                throw request.FaultAt("headers", $"contains '{QuotedText.Clean(name, default)}', which {problem}");
            }

            read.Add(new(name, DefinitionFields.Text(field, DefinitionRules.HeaderValueProblem)));
        }

        return read.Count <= MaximumHeaders ? read : throw request.FaultAt("headers", "must not contain more than 8 headers");
    }

    private static ReadOnlyMemory<byte> ReadBody(AnswerField body)
    {
        if (!body.IsObject)
        {
            throw body.At("must be an object");
        }

        var text = body.RawText();
        return DefinitionRules.HoldsKey(text)
            ? throw body.At("must not contain a key")
            : Encoding.UTF8.GetBytes(text);
    }
}
