namespace CostCompass.ConsoleUsage;

/// <summary>
/// Combines the members of one export. Within a member, the rows with the same identity are added up: they belong to several API keys.
/// The same identity in two members is a duplicate: it counts once if both have the same figures. Otherwise it is unknown which is
/// right.
/// </summary>
public sealed class UsageExportBuilder
{
    /// <summary>More different rows than an account has in a century. A file with more isn't an export.</summary>
    public const int MaximumRows = 500_000;

    private readonly MemberSums<(Interval Interval, string Model, string Type, decimal Price)> _amounts = new();
    private readonly MemberSums<(Interval Interval, string Model, string Wallet, string Currency, string Type)> _costs = new();
    private long _rows;
    private DateTimeOffset? _earliest;

    /// <summary>Begins a member.</summary>
    /// <param name="member">Its name in messages.</param>
    public void Begin(string member)
    {
        _amounts.Begin(member);
        _costs.Begin(member);
    }

    /// <summary>Adds a row of amounts.</summary>
    /// <param name="row">The row.</param>
    /// <param name="start">Its start with the offset in the file.</param>
    /// <exception cref="CostException"><c>ExportTooLarge</c>, <c>ExportContradictory</c>.</exception>
    public void Add(in ExportedAmount row, DateTimeOffset start)
    {
        _amounts.Add((row.Interval, row.Model, row.Type, row.Price), row.Amount);
        Count(start);
    }

    /// <summary>Adds a row of costs.</summary>
    /// <param name="row">The row.</param>
    /// <param name="start">Its start with the offset in the file.</param>
    /// <exception cref="CostException"><c>ExportTooLarge</c>, <c>ExportContradictory</c>.</exception>
    public void Add(in ExportedCost row, DateTimeOffset start)
    {
        _costs.Add((row.Interval, row.Model, row.Wallet, row.Currency, row.Type), row.Cost);
        Count(start);
    }

    /// <summary>The export, once every member has been read.</summary>
    /// <param name="range">The range in the name of the file, or null if it contains none.</param>
    /// <exception cref="CostException"><c>ExportContradictory</c>.</exception>
    public UsageExport Build(ExportFileRange? range = null)
    {
        _amounts.Begin("");
        _costs.Begin("");
        DateTimeOffset? begins = _earliest is { } earliest ? range?.FirstInstant(earliest.Offset) : null;
        return new UsageExport
        {
            Amounts = _amounts.Sums.Select(one => new ExportedAmount(one.Key.Interval, one.Key.Model, one.Key.Type, one.Key.Price, one.Value)).ToList(),
            Costs = _costs.Sums.Select(one => new ExportedCost(one.Key.Interval, one.Key.Model, one.Key.Wallet, one.Key.Currency, one.Value, one.Key.Type)).ToList(),
            Rows = _rows,
            AmountCoverage = Hull(_amounts.Sums.Select(one => one.Key.Interval), begins),
            CostCoverage = Hull(_costs.Sums.Select(one => one.Key.Interval), begins),
        };
    }

    // Days without usage have no rows, and the last row determines where the export ends: the name contains the requested days, and a
    // month that isn't over yet is named as a whole.
    private static Interval? Hull(IEnumerable<Interval> intervals, DateTimeOffset? begins)
    {
        Interval? hull = null;
        foreach (Interval one in intervals)
        {
            hull = hull is { } former
                ? new Interval(Instant.Earlier(former.From, one.From), Instant.Later(former.To, one.To))
                : one;
        }

        return hull is { } found && begins < found.From ? found with { From = begins.Value } : hull;
    }

    private void Count(DateTimeOffset start)
    {
        _rows++;
        _earliest = _earliest is { } former ? Instant.Earlier(former, start) : start;
        if (_amounts.Count + _costs.Count > MaximumRows)
        {
            throw UsageExportErrors.ExportTooLarge();
        }
    }
}
