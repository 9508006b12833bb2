using System.Net;
using System.Text;
using System.Text.Json;

namespace CostCompass.Providers.Tests.Contract;

/// <summary>An answer that a real account gave, or that a provider documents, and what it means: a row of <c>tests/data/answers/answers.json</c>.</summary>
internal sealed class RecordedAnswer(JsonElement row)
{
    private static readonly Lazy<IReadOnlyList<RecordedAnswer>> Rows = new(ReadAll);

    public static IReadOnlyList<RecordedAnswer> All => Rows.Value;

    public string Name => row.GetProperty("name").GetString()!;

    public string Provider => row.GetProperty("provider").GetString()!;

    public bool? IsAvailable => Find("isAvailable")?.GetBoolean();

    public string? Notice => Find("notice")?.GetString();

    /// <summary>A text of the answer that nobody may see.</summary>
    public string? Secret => Find("secret")?.GetString();

    public IEnumerable<(string Id, string Says)> Faults => List("faults").Select(Failed);

    public (string Id, string Says)? Failure => Find("failure") is { } failure ? Failed(failure) : null;

    public string? Advice => Find("failure") is { } failure && failure.TryGetProperty("advises", out var advice) ? advice.GetString() : null;

    public IEnumerable<(string Currency, BalanceLevels Levels)> Readings => List("readings").Select(one => (one.GetProperty("currency").GetString()!, Levels(one)));

    public IEnumerable<(string Service, decimal Amount, string? Model)> Costs => List("costs").Select(one => (
        one.GetProperty("service").GetString()!, one.GetProperty("amount").GetDecimal(), one.TryGetProperty("model", out var model) ? model.GetString() : null));

    /// <summary>A server that gives the answers of the row, each at its path.</summary>
    public CannedHandler Serve() => new((_, request) =>
    {
        var answer = List("answers").Single(one => one.GetProperty("path").GetString() == request.RequestUri!.AbsolutePath);
        var status = answer.TryGetProperty("status", out var stated) ? stated.GetInt32() : 200;
        return CannedHandler.Json(answer.GetProperty("body").GetRawText(), (HttpStatusCode)status);
    });

    public static RecordedAnswer Of(string name) => All.Single(one => one.Name == name);

    private static BalanceLevels Levels(JsonElement reading)
    {
        decimal? used = reading.TryGetProperty("used", out var stated) ? stated.GetDecimal() : null;
        return reading.TryGetProperty("total", out var total)
            ? new BalanceLevels(total.GetDecimal(), reading.GetProperty("granted").GetDecimal(), reading.GetProperty("toppedUp").GetDecimal(), true) { Used = used }
            : BalanceLevels.OfUsage(used!.Value);
    }

    private static (string Id, string Says) Failed(JsonElement failure) => (failure.GetProperty("id").GetString()!, failure.GetProperty("says").GetString()!);

    private static IReadOnlyList<RecordedAnswer> ReadAll()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "CostCompass.sln")))
        {
            folder = folder.Parent;
        }

        var text = File.ReadAllText(Path.Combine(folder.FullName, "tests", "data", "answers", "answers.json"), Encoding.UTF8);
        return [.. JsonDocument.Parse(text).RootElement.EnumerateArray().Select(one => new RecordedAnswer(one))];
    }

    private JsonElement.ArrayEnumerator List(string name) => Find(name) is { } list ? list.EnumerateArray() : [];

    private JsonElement? Find(string name) => row.TryGetProperty(name, out var value) ? value : null;
}
