using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace CostCompass.Loading;

/// <summary>
/// Isolates the assemblies from packages, and those that nothing outside needs, from the rest of the process: another module may contain another
/// version of the same package. Assemblies that aren't in the dependencies folder, including CostCompass.Core, come from the process.
/// </summary>
internal sealed class DependencyContext(string folder) : AssemblyLoadContext("CostCompass")
{
    /// <summary>
    /// An assembly in the folder, or null. It doesn't use the context's own search, which asks the process for an assembly that the
    /// folder doesn't contain, and the process asks here again.
    /// </summary>
    /// <param name="assemblyName">The assembly's name.</param>
    public Assembly? Find(AssemblyName assemblyName) => Load(assemblyName);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string file = OperatingSystem.IsWindows() ? unmanagedDllName + ".dll"
            : OperatingSystem.IsMacOS() ? $"lib{unmanagedDllName}.dylib"
            : $"lib{unmanagedDllName}.so";
        string path = Path.Combine(folder, "runtimes", PlatformName, "native", file);
        return File.Exists(path) ? LoadUnmanagedDllFromPath(path) : nint.Zero;
    }

    // The identifier of the runtime can name a distribution ("alpine.3.20-x64"), but the folders are named by platform.
    private static string PlatformName
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win"
                : OperatingSystem.IsMacOS() ? "osx"
                : IsMusl ? "linux-musl"
                : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    private static bool IsMusl =>
        RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
        || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);
}
