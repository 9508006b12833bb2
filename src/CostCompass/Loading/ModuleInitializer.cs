using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace CostCompass.Loading;

/// <summary>
/// Runs when the module is imported, before any command: leads requests for the module's own assemblies that have
/// packages to their own load context. It opens nothing and stays for the life of the process, since another runspace may
/// still use the module when one removes it.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private static readonly DependencyContext Dependencies =
        new(Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "dependencies"));

    // Once for the process, by the runtime's own lock: were the handler taken off and put on again by each import, a command
    // of another runspace could miss it in between, and the runtime remembers for good that it found no assembly.
    static ModuleInitializer() => AssemblyLoadContext.Default.Resolving += Resolve;

    /// <summary>Called by PowerShell on import, in each runspace again. What there is to do is done by then, once.</summary>
    public void OnImport()
    {
    }

    // Only the module's own assemblies are asked for from outside; the packages are asked for by them, inside their context.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name?.StartsWith("CostCompass.", StringComparison.Ordinal) == true ? Dependencies.Find(name) : null;
}
