namespace CostCompass.Storage.Tests.Files;

/// <summary>Exports made of rows.</summary>
internal static class ExportImports
{
    public static UsageExport Of(IReadOnlyList<ExportedAmount> amounts, IReadOnlyList<ExportedCost> costs)
    {
        var builder = new UsageExportBuilder();
        builder.Begin("made up");
        foreach (ExportedAmount row in amounts)
        {
            builder.Add(row, row.Interval.From);
        }

        foreach (ExportedCost row in costs)
        {
            builder.Add(row, row.Interval.From);
        }

        return builder.Build();
    }
}
