namespace CostCompass.SoakWorker.Files;

/// <summary>Something that reads files from elsewhere, with a sound one to begin from. One thread uses it at a time.</summary>
internal abstract class FileSubject : IDisposable
{
    /// <summary>Makes a file with something wrong in it.</summary>
    /// <param name="mutator">The source of all choices.</param>
    public abstract byte[] Make(FileMutator mutator);

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>What is wrong with what was read; null when nothing is.</returns>
    /// <exception cref="CostException">The file is refused.</exception>
    public abstract string? Read(byte[] file);

    /// <summary>What must hold after a file was refused.</summary>
    /// <returns>What does not hold; null when all does.</returns>
    public virtual string? AfterRefusal() => null;

    public virtual void Dispose()
    {
    }
}
