using System.Reflection;
using System.Text.RegularExpressions;

namespace CostCompass.Application.Tests.Language;

/// <summary>All errors of each area stand in one catalogue, and each of them can be read and acted on.</summary>
public sealed partial class ErrorCatalogTests
{
    private static readonly string[] Assemblies =
        ["CostCompass.Core", "CostCompass.Providers", "CostCompass.Logs", "CostCompass.Storage", "CostCompass.Views", "CostCompass.Application"];

    // The two databases have the same failures with other causes, and both have those of any store. A key is checked before it is sent and before it is sealed.
    private static readonly string[][] Shared = [["StoreErrors", "ServerErrors", "StoreFileErrors"], ["ProviderErrors", "VaultErrors"]];

    // Errors with the identifier of another failure, or with an identifier for each kind of table or status.
    private static readonly string[] Others =
    [
        "CostCompass.Core/Pricing/PlainTable.cs", "CostCompass.Providers/Http/StatusFailure.cs", "CostCompass.Application/Polling/SnapshotPoll.cs",
        "CostCompass.Application/Usage/UsageMessages.cs", "CostCompass/Errors/ErrorRecords.cs",
    ];

    public static TheoryData<string> All => [.. Factories().Select(NameOf)];

    [Theory]
    [MemberData(nameof(All))]
    public void AnError_HasAnIdentifierAMessageAndANextStep(string name)
    {
        CostException error = Made(Factories().Single(factory => NameOf(factory) == name));

        Assert.Matches(PascalCase(), error.ErrorId);
        Assert.NotEmpty(error.Message);
        Assert.NotEmpty(error.RecommendedAction);
        Assert.DoesNotContain(PlainLanguageTests.Banned, phrase => $"{error.Message} {error.RecommendedAction}".Contains(phrase, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void AnIdentifier_StandsInOneCatalogue()
    {
        var byId = Factories().ToLookup(factory => Made(factory).ErrorId, factory => factory.DeclaringType!.Name);

        Assert.Empty(byId
            .Where(names => names.Distinct().Count() > 1 && !Array.Exists(Shared, shared => !names.Except(shared).Any()))
            .Select(names => $"{names.Key}: {string.Join(", ", names.Distinct())}"));
        Assert.True(byId.Count > 140, $"Only {byId.Count} identifiers were found.");
    }

    [Fact]
    public void NoErrorIsMade_OutsideACatalogue()
    {
        IEnumerable<string> files = Directory.EnumerateFiles(Path.Combine(PlainLanguageTests.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("Errors.cs", StringComparison.Ordinal) && Creation().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Path.Combine(PlainLanguageTests.Root, "src"), file).Replace('\\', '/'))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal));

        Assert.Empty(files.Except(Others));
    }

    private static IEnumerable<MethodInfo> Factories() => Assemblies
        .Select(name => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, name + ".dll")))
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.IsAbstract && type.IsSealed && type.Name.EndsWith("Errors", StringComparison.Ordinal))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(method => method.ReturnType == typeof(CostException));

    private static string NameOf(MethodInfo factory) => $"{factory.DeclaringType!.Name}.{factory.Name}";

    private static CostException Made(MethodInfo factory) => (CostException)factory.Invoke(null, [.. factory.GetParameters().Select(Sample)])!;

    private static object? Sample(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type == typeof(string) ? "sample"
            : type == typeof(Exception) ? new IOException("The disk is full.")
            : type == typeof(KeyAddress) ? KeyAddress.Of(new Uri("https://api.example.com"))
            : type.IsPrimitive || type.IsEnum || type.Namespace == nameof(System) ? Activator.CreateInstance(type)
            : type.GetConstructors()[0] is var constructor ? constructor.Invoke([.. constructor.GetParameters().Select(Sample)]) : null;
    }

    [GeneratedRegex("^[A-Z][A-Za-z0-9]+$")]
    private static partial Regex PascalCase();

    [GeneratedRegex(@"new CostException\(|\bCostErrorKind\.\w+,\s*[$""]")]
    private static partial Regex Creation();
}
