using CostCompass.Providers;
using CostCompass.Providers.Definitions;

namespace CostCompass.SoakWorker.Answers;

/// <summary>A provider of cost reports, which come in pages.</summary>
internal sealed class ReportSubject : AnswerSubject
{
    private const int MostPages = 10;

    // Amounts of more digits than a decimal has agree but for the last of them.
    private const decimal Tolerance = 0.000000000000000001m;

    private readonly string _name;
    private readonly ICostReportProvider _provider;

    public ReportSubject(string name, IReadOnlyList<string> answers, ProviderDefinition? definition = null)
        : base(definition is null ? null : [definition])
    {
        _name = name;
        Answers = answers;
        _provider = Catalog.Require<ICostReportProvider>(name);
    }

    public override IReadOnlyList<string> Answers { get; }

    public override string? Read(IReadOnlyList<byte[]> pages)
    {
        Server.Serve(pages);
        CostReport report = _provider.ReadCostsAsync(RequestTo(_provider.Description.BaseUri), From, To).GetAwaiter().GetResult();
        if (Server.Requests > MostPages)
        {
            return $"{Server.Requests} pages were read";
        }

        List<ReportedCost> stated = [];
        HashSet<DateTimeOffset> starts = [];
        HashSet<string> tokens = new(StringComparer.Ordinal);
        for (int page = 0; page < Server.Requests; page++)
        {
            bool isLast = page == Server.Requests - 1;
            string? problem = Compare(pages[Math.Min(page, pages.Count - 1)], answer =>
            {
                (IReadOnlyList<ReportedCost> costs, string? next) = StatedReports.Page(_name, answer, starts);
                stated.AddRange(costs);
                return next is null != isLast ? $"page {page + 1} says {(isLast ? "that more follow" : "that it is the last")}"
                    : next is not null && !tokens.Add(next) ? "a token came again" : null;
            });
            if (problem is not null)
            {
                return problem;
            }
        }

        return report.Costs.Count != stated.Count ? $"{report.Costs.Count} costs were read where {stated.Count} are stated"
            : report.Costs.Zip(stated).Select(pair => Compare(pair.First, pair.Second)).FirstOrDefault(problem => problem is not null);
    }

    private static string? Compare(ReportedCost read, ReportedCost stated) =>
        read.From != stated.From || read.To != stated.To || read.Currency != stated.Currency || Math.Abs(read.Amount - stated.Amount) > Tolerance
            ? $"read {read.From:u} {read.Amount} {read.Currency} where {stated.From:u} {stated.Amount} {stated.Currency} is stated"
            : ComparedText(read.Service, stated.Service) ?? ComparedText(read.Model ?? "", stated.Model ?? "");

    // A plain text must come through as it is; what would steer a terminal or shows the key must not come through at all.
    private static string? ComparedText(string read, string stated)
    {
        if (!IsFitToShow(read))
        {
            return "a text is not fit to be shown";
        }

        bool isPlain = stated.Length <= 200 && stated.Trim() == stated && stated.All(letter => letter is >= ' ' and <= '~') && !SharesWithKey(stated);
        return isPlain && read != stated ? $"the text '{stated}' was read as '{read}'" : null;
    }

    // A piece of the key, or what a provider makes of a key when it hides it: both are left out on purpose.
    private static bool SharesWithKey(string text) =>
        text.Contains("**", StringComparison.Ordinal) || text.Contains("sk-", StringComparison.OrdinalIgnoreCase)
        || Enumerable.Range(0, OddValues.Key.Length - 2).Any(start => text.Contains(OddValues.Key.Substring(start, 3), StringComparison.OrdinalIgnoreCase));
}
