using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace CostCompass.Loading;

/// <summary>
/// Runs when the module is imported, before any command, and redirects requests for the module's assemblies with packages
/// to their own load context. It opens nothing and stays active for the lifetime of the process, because another runspace may
/// still use the module after one removes it.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private static readonly DependencyContext Dependencies =
        new(Path.Combine(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!, "dependencies"));

    // Once per process, with the lock of the runtime. If each import removed and added the handler, a command in another runspace
    // could miss it in between, and the runtime permanently remembers that it found no assembly.
    static ModuleInitializer() => AssemblyLoadContext.Default.Resolving += Resolve;

    /// <summary>Called by PowerShell on each import in each runspace. The work is already done once, by the static initializer.</summary>
    public void OnImport()
    {
    }

    // Only the module's own assemblies are requested from outside. They request the packages themselves, inside their context.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name?.StartsWith("CostCompass.", StringComparison.Ordinal) == true ? Dependencies.Find(name) : null;
}
