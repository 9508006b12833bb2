using System.Reflection;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnit;

namespace CostCompass.Application.Tests.Architecture;

/// <summary>The arrows of docs/architecture.md, read from the compiled assemblies.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void NamespacesOfTheCore_HaveNoCycle()
    {
        ArchUnitNET.Domain.Architecture core = new ArchLoader().LoadAssembly(typeof(Amount).Assembly).Build();

        SliceRuleDefinition.Slices().Matching("CostCompass.(*)").Should().BeFreeOfCycles().Check(core);
    }

    [Theory]
    [InlineData("CostCompass.Core", "")]
    [InlineData("CostCompass.Providers", "Core")]
    [InlineData("CostCompass.Logs", "Core")]
    [InlineData("CostCompass.Storage", "Core")]
    [InlineData("CostCompass.Views", "Core")]
    [InlineData("CostCompass.Application", "Core, Logs, Providers, Storage, Views")]
    [InlineData("CostCompass", "Application, Core, Logs, Providers, Storage, Views")]
    public void AnAssembly_UsesNoOthersThanTheDrawingSays(string assembly, string allowed)
    {
        IEnumerable<string> used = ReferencesOf(assembly).Where(name => name.StartsWith("CostCompass.", StringComparison.Ordinal));

        Assert.Empty(used.Except(allowed.Split(", ").Select(name => "CostCompass." + name)));
    }

    [Theory]
    [InlineData("CostCompass.Core")]
    [InlineData("CostCompass.Providers")]
    [InlineData("CostCompass.Logs")]
    [InlineData("CostCompass.Storage")]
    [InlineData("CostCompass.Views")]
    [InlineData("CostCompass.Application")]
    public void OnlyTheCmdlets_KnowPowerShell(string assembly) => Assert.DoesNotContain("System.Management.Automation", ReferencesOf(assembly));

    [Fact]
    public void TheCore_NeedsNoPackage() => Assert.All(ReferencesOf("CostCompass.Core"), name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    private static IEnumerable<string> ReferencesOf(string assembly) =>
        Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")).GetReferencedAssemblies().Select(name => name.Name!);
}
