using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace CostCompass.Loading;

/// <summary>
/// Holds every assembly that has a package, and those that nothing outside names, apart from the rest of the process: another module may carry another version
/// of the same package. What isn't in the dependencies folder comes from the process, CostCompass.Core among it.
/// </summary>
internal sealed class DependencyContext(string folder) : AssemblyLoadContext("CostCompass")
{
    /// <summary>
    /// An assembly of the folder, or null if there is none. Never by the context's own search, which asks the process for what the
    /// folder doesn't have, and that asks here again.
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

    // The runtime's own identifier can name a distribution ("alpine.3.20-x64"); the folders are named by platform.
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
