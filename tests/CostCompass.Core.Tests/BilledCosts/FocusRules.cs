using System.Text.RegularExpressions;

namespace CostCompass.Core.Tests.BilledCosts;

/// <summary>The rules of FOCUS 1.2 for the columns that are written, read against a whole file.</summary>
internal static partial class FocusRules
{
    public static readonly string[] Mandatory =
    [
        "BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency", "BillingPeriodEnd", "BillingPeriodStart", "ChargeCategory",
        "ChargeClass", "ChargeDescription", "ChargePeriodEnd", "ChargePeriodStart", "ContractedCost", "EffectiveCost", "InvoiceIssuerName",
        "ListCost", "PricingQuantity", "PricingUnit", "ProviderName", "PublisherName", "ServiceCategory", "ServiceName",
    ];

    private static readonly string[] _recommended = ["ChargeFrequency", "InvoiceId", "SubAccountId", "SubAccountName"];

    private static readonly string[] _categories =
    [
        "AI and Machine Learning", "Analytics", "Business Applications", "Compute", "Databases", "Developer Tools", "Multicloud", "Identity",
        "Integration", "Internet of Things", "Management and Governance", "Media", "Migration", "Mobile", "Networking", "Security", "Storage",
        "Web", "Other",
    ];

    private static readonly string[] _amounts = ["BilledCost", "ContractedCost", "EffectiveCost", "ListCost"];

    private static readonly string[] _instants = ["BillingPeriodEnd", "BillingPeriodStart", "ChargePeriodEnd", "ChargePeriodStart"];

    private static readonly string[] _mayBeNull =
        ["BillingAccountName", "ChargeClass", "ChargeDescription", "ChargeFrequency", "InvoiceId", "PricingQuantity", "PricingUnit", "SubAccountId", "SubAccountName"];

    /// <summary>The breaches, one sentence each.</summary>
    public static List<string> Breaches(string csv)
    {
        List<string[]> lines = Read(csv);
        string[] titles = lines[0];
        var breaches = new List<string>();
        breaches.AddRange(Mandatory.Except(titles).Select(title => $"{title} is missing"));
        breaches.AddRange(titles.Except(Mandatory).Except(_recommended).Where(title => !title.StartsWith("x_", StringComparison.Ordinal)).Select(title => $"{title} is unknown"));
        breaches.AddRange(titles.GroupBy(title => title).Where(group => group.Count() > 1).Select(group => $"{group.Key} is there twice"));
        foreach (string[] cells in lines.Skip(1))
        {
            if (cells.Length != titles.Length)
            {
                breaches.Add($"{cells.Length} cells");
                continue;
            }

            breaches.AddRange(OfRow(titles.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second)));
        }

        return breaches;
    }

    /// <summary>The rows as dictionaries by column.</summary>
    public static List<Dictionary<string, string>> Rows(string csv)
    {
        List<string[]> lines = Read(csv);
        return lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second)).ToList();
    }

    private static IEnumerable<string> OfRow(Dictionary<string, string> row)
    {
        foreach (string title in Mandatory.Except(_mayBeNull).Where(title => row.GetValueOrDefault(title) is null or ""))
        {
            yield return $"{title} is null";
        }

        foreach (string title in _amounts.Append("PricingQuantity").Where(title => !Number().IsMatch(row[title])))
        {
            yield return $"{title} is no number: {row[title]}";
        }

        foreach (string title in _instants.Where(title => !Utc().IsMatch(row[title])))
        {
            yield return $"{title} is no instant in UTC: {row[title]}";
            yield break;
        }

        if (!Currency().IsMatch(row["BillingCurrency"]))
        {
            yield return "BillingCurrency is no code";
        }

        if (!_categories.Contains(row["ServiceCategory"]))
        {
            yield return $"ServiceCategory {row["ServiceCategory"]}";
        }

        if (row["ChargeCategory"] is not ("Usage" or "Purchase" or "Tax" or "Credit" or "Adjustment"))
        {
            yield return $"ChargeCategory {row["ChargeCategory"]}";
        }

        if (row["ChargeClass"] is not ("" or "Correction"))
        {
            yield return $"ChargeClass {row["ChargeClass"]}";
        }

        if (row["ChargeFrequency"] is not ("One-Time" or "Recurring" or "Usage-Based") || (row["ChargeCategory"] == "Purchase" && row["ChargeFrequency"] == "Usage-Based"))
        {
            yield return $"ChargeFrequency {row["ChargeFrequency"]} of {row["ChargeCategory"]}";
        }

        bool needsQuantity = row["ChargeCategory"] is "Usage" or "Purchase" && row["ChargeClass"] != "Correction";
        if ((needsQuantity && row["PricingQuantity"].Length == 0) || (row["PricingQuantity"].Length == 0) != (row["PricingUnit"].Length == 0))
        {
            yield return "PricingQuantity and PricingUnit";
        }

        if (row["SubAccountId"].Length == 0 && row["SubAccountName"].Length > 0)
        {
            yield return "SubAccountName without SubAccountId";
        }

        (DateTime billStart, DateTime billEnd) = (At(row["BillingPeriodStart"]), At(row["BillingPeriodEnd"]));
        (DateTime start, DateTime end) = (At(row["ChargePeriodStart"]), At(row["ChargePeriodEnd"]));
        if (!(billStart <= start && start < end && end <= billEnd))
        {
            yield return $"The charge of {start:u} lies outside of its billing period";
        }
    }

    private static DateTime At(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    // RFC 4180.
    private static List<string[]> Read(string csv)
    {
        var lines = new List<string[]>();
        var cells = new List<string>();
        foreach (Match match in Cell().Matches(csv))
        {
            string text = match.Groups["cell"].Value;
            cells.Add(text.StartsWith('"') ? text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text);
            if (match.Groups["end"].Value != ",")
            {
                lines.Add([.. cells]);
                cells.Clear();
            }
        }

        return lines;
    }

    [GeneratedRegex("""\G(?<cell>"(?:[^"]|"")*"|[^",\r\n]*)(?<end>,|\r\n)""")]
    private static partial Regex Cell();

    [GeneratedRegex("""^-?[0-9]+(\.[0-9]+)?$""")]
    private static partial Regex Number();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")]
    private static partial Regex Utc();

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex Currency();
}
