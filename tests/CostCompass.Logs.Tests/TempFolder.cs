namespace CostCompass.Logs.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("costcompass-logs-").FullName;

    /// <summary>Writes a file, with the folders above it.</summary>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file, with the folders above it.</summary>
    public string Write(string name, byte[] bytes)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Reads a file of it.</summary>
    public static (List<MeteredCall> Calls, List<UsageFault> Faults) Read(string path, MeterDefaults? defaults = null)
    {
        var faults = new List<UsageFault>();
        var reader = new LogReader(defaults ?? new MeterDefaults());
        reader.ReadFile(path, 0, faults.Add);
        return ([.. reader.Calls.TakeRest()], faults);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
