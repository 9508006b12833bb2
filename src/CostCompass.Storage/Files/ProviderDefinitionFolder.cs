using System.Security.Cryptography;
using CostCompass.Storage.Vault;

namespace CostCompass.Storage.Files;

/// <summary>
/// The definitions of connected providers. The text is stored unchanged, and the provider library interprets it. They are files <c>providers/NAME.json</c> in the folder of the store, with access for the current user only: anyone who can write one can
/// decide how a key is sent.
/// </summary>
/// <param name="storeFolder">The folder of the store.</param>
public sealed class ProviderDefinitionFolder(string storeFolder)
{
    private const string Extension = ".json";

    // More than any definition needs, and small enough to be read at once.
    private const int MaximumLength = 128 * 1024;

    private readonly string _folder = Path.Combine(storeFolder, "providers");

    /// <summary>Every definition, by name.</summary>
    public IReadOnlyList<StoredProviderDefinition> Read()
    {
        try
        {
            return Directory.Exists(_folder)
                ? Directory.EnumerateFiles(_folder, "*" + Extension).Order(StringComparer.Ordinal).Select(ReadFile).ToList()
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [new StoredProviderDefinition("*", _folder, default, StoreErrors.DefinitionNotReadable(_folder, exception))];
        }
    }

    /// <summary>Stores a definition, and replaces the one with the same name.</summary>
    /// <param name="name">The provider's name: letters, digits, dots, hyphens, underscores.</param>
    /// <param name="text">The definition.</param>
    /// <exception cref="CostException"><c>DefinitionNotWritable</c>.</exception>
    public void Save(string name, ReadOnlyMemory<byte> text)
    {
        StoreFolder.Ensure(storeFolder);
        string path = Path.Combine(_folder, name.ToLowerInvariant() + Extension);
        string temporary = $"{path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp";
        try
        {
            PrivateAccess.CreateFolder(_folder);
            using (FileStream stream = PrivateAccess.CreateFile(temporary))
            {
                stream.Write(text.Span);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            PrivateFile.TryDelete(temporary);
            throw StoreErrors.DefinitionNotWritable(path, exception);
        }
    }

    private StoredProviderDefinition ReadFile(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            PrivateAccess.RequireFile(path, stream.SafeFileHandle);
            PrivateAccess.RequireFolder(_folder);
            var buffer = new byte[Math.Min(stream.Length, MaximumLength)];
            int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return new StoredProviderDefinition(name, path, buffer.AsMemory(0, length));
        }
        catch (CostException exposed)
        {
            return new StoredProviderDefinition(name, path, default, StoreErrors.DefinitionExposed(
                exposed.Kind, exposed.Message, exposed.RecommendedAction));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new StoredProviderDefinition(name, path, default, StoreErrors.DefinitionNotReadable(path, exception));
        }
    }
}
