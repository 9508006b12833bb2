namespace CostCompass.Pricing;

/// <summary>The tables that are embedded in this assembly.</summary>
internal static class EmbeddedTable
{
    public static StreamReader Open(string name) => new(
        typeof(EmbeddedTable).Assembly.GetManifestResourceStream($"CostCompass.Pricing.{name}")
        ?? throw new InvalidOperationException($"The table {name} is missing from the assembly."));
}
