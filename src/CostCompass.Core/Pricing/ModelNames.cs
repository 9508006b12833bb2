namespace CostCompass.Pricing;

/// <summary>Resolves the name in a request to the model that is billed at a time.</summary>
internal sealed class ModelNames
{
    // Claude Code requests the long context of a model with it.
    private const string LongContext = "[1m]";

    private readonly Dictionary<string, string> models;
    private readonly ILookup<string, ModelAlias> aliases;

    public ModelNames(IEnumerable<string> models, IEnumerable<ModelAlias> aliases)
    {
        this.models = models.Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(model => model, StringComparer.OrdinalIgnoreCase);
        this.aliases = aliases.ToLookup(alias => alias.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <exception cref="CostException"><c>UnknownModel</c> or <c>ModelRetired</c>.</exception>
    public string BilledModel(string name, DateTimeOffset at)
    {
        var model = WithoutVersion(Plain(name));
        // Each step follows one redirect. More steps than redirects would be a cycle.
        for (var steps = aliases.Count; AliasAt(model, at) is { } alias && steps >= 0; steps--)
        {
            if (alias.RetiredAt is { } retiredAt && at >= retiredAt)
            {
                throw Retired(name, retiredAt, BilledModel(alias.BilledAs, at));
            }

            model = alias.BilledAs;
        }

        return models.GetValueOrDefault(model, model);
    }

    /// <exception cref="CostException"><c>UnknownModel</c>.</exception>
    public ModelRetirement? RetirementOf(string name, DateTimeOffset asOf)
    {
        var alias = aliases[WithoutVersion(Plain(name))].Where(alias => alias.RetiredAt is not null).MaxBy(alias => alias.From);
        return alias is { RetiredAt: { } at } ? new ModelRetirement(alias.Name, at, BilledModel(alias.BilledAs, at > asOf ? at : asOf)) : null;
    }

    /// <summary>A name without surrounding spaces and without the suffix <c>[1m]</c>.</summary>
    public static string Plain(string name)
    {
        var trimmed = name.Trim();
        return trimmed.EndsWith(LongContext, StringComparison.OrdinalIgnoreCase) ? trimmed[..^LongContext.Length].TrimEnd() : trimmed;
    }

    /// <summary>Whether a name is that of a router, as <c>vendor/model</c>. Its calls are billed by the router.</summary>
    public static bool IsRouted(string name) => name.Contains('/', StringComparison.Ordinal);

    /// <summary>A name for a message, without control characters and limited to the length of a line.</summary>
    public static string Shown(string name)
    {
        var plain = ForeignText.Visible(name.Length > 64 ? name[..64] : name);
        return name.Length > 64 ? plain + "..." : plain;
    }

    public static string Shown(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private ModelAlias? AliasAt(string model, DateTimeOffset at) =>
        aliases[model].Where(alias => alias.From <= at).MaxBy(alias => alias.From);

    // A name with the month and day of its release has the same price as the name without them.
    private string WithoutVersion(string name)
    {
        if (IsKnown(name))
        {
            return name;
        }

        var hyphen = name.LastIndexOf('-');
        if (hyphen > 0
            && IsKnown(name[..hyphen])
            && DateOnly.TryParseExact("2024" + name[(hyphen + 1)..], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return name[..hyphen];
        }

        throw IsRouted(name) ? Routed(name) : PriceErrors.UnknownModel(Shown(name));
    }

    private static CostException Routed(string name) => PriceErrors.UnknownModelOfRouter(Shown(name));

    private bool IsKnown(string name) => models.ContainsKey(name) || aliases.Contains(name);

    private static CostException Retired(string name, DateTimeOffset retiredAt, string successor) =>
        PriceErrors.ModelRetired(Shown(name), Shown(retiredAt), successor);
}
