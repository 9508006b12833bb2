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

    /// <summary>Called by PowerShell on import, in each runspace anew.</summary>
    public void OnImport()
    {
        AssemblyLoadContext.Default.Resolving -= Resolve;
        AssemblyLoadContext.Default.Resolving += Resolve;
    }

    // Only these two are asked for from outside; the packages are asked for by them, inside their context.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is "CostCompass.Storage" or "CostCompass.Providers" ? Dependencies.LoadFromAssemblyName(name) : null;
}
