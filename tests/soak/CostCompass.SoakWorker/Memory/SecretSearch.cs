using System.Text;
using System.Text.Json;
using CostCompass.Storage.Vault;

namespace CostCompass.SoakWorker.Memory;

/// <summary>Counts the copies of a vault's password, of its data key and of an API key in the memory of another process.</summary>
internal static class SecretSearch
{
    /// <summary>Searches, and gives a line of JSON.</summary>
    /// <param name="process">The number of the process.</param>
    /// <param name="vaultPath">The vault.</param>
    /// <param name="passwordPath">A file with its password and nothing else.</param>
    /// <param name="keyPath">A file with the API key and nothing else.</param>
    public static string Run(int process, string vaultPath, string passwordPath, string keyPath)
    {
        string password = File.ReadAllText(passwordPath);
        using UnlockedVault vault = new VaultFile(vaultPath).Open(password);
        IReadOnlyList<(int Count, IReadOnlyList<string> Places)> found = ProcessMemory.Find(
            process,
            [Forms(password), [vault.Key.Memory.ToArray()], Forms(File.ReadAllText(keyPath))],
            out long searched);
        return JsonSerializer.Serialize(new
        {
            Password = found[0].Count,
            DataKey = found[1].Count,
            ApiKey = found[2].Count,
            Places = string.Join(", ", found.SelectMany(one => one.Places).Distinct(StringComparer.Ordinal)),
            Mebibytes = searched / (1024 * 1024),
        });
    }

    private static byte[][] Forms(string text) => [Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text)];
}
