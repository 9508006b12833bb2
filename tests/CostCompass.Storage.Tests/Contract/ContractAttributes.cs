using System.ComponentModel;
using CostCompass.Storage.Tests.Postgres;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CostCompass.Storage.Tests.Contract;

/// <summary>Says of a class that its tests need a server of PostgreSQL, which they start themselves where its programs are found.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsServerAttribute : Attribute
{
    /// <summary>Further programs that the tests need, with spaces between.</summary>
    public string AndAlso { get; init; } = "";
}

/// <summary>A fact of every store. Of a store whose server cannot be started it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("CostCompass.Storage.Tests.Contract.ContractFactDiscoverer", "CostCompass.Storage.Tests")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>A theory of every store. Of a store whose server cannot be started it is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("CostCompass.Storage.Tests.Contract.ContractTheoryDiscoverer", "CostCompass.Storage.Tests")]
public sealed class ContractTheoryAttribute : TheoryAttribute;

public sealed class ContractFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new ContractTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

public sealed class ContractTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow) =>
        [new ContractTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod, dataRow)];
}

/// <summary>A test that is skipped where its class needs a server and there is none.</summary>
public sealed class ContractTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the deserializer alone.")]
    public ContractTestCase()
    {
    }

    public ContractTestCase(
        IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod testMethod, object[]? arguments = null)
        : base(messages, display, options, testMethod, arguments)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute)
        ?? (TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsServerAttribute)).FirstOrDefault() is { } needed
            ? PostgresServer.WhyAreMissing((needed.GetNamedArgument<string>(nameof(NeedsServerAttribute.AndAlso)) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : null);
}
