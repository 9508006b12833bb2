using System.Security.Cryptography;
using System.Text;

namespace CostCompass.Application;

/// <summary>Writes a text file completely or not at all: to a temporary file in the same folder, which is then moved.</summary>
public static class AtomicFile
{
    // A partly written file must not look like a complete one.
    private const string PartialSuffix = ".partial";

    /// <summary>Writes a file in UTF-8 without a byte order mark.</summary>
    /// <param name="file">The full path.</param>
    /// <param name="isNew">Whether an existing file is kept and causes an error.</param>
    /// <param name="write">Writes the text.</param>
    /// <exception cref="CostException"><c>ExportFileExists</c> or <c>ExportFileUnwritable</c>.</exception>
    public static void Write(string file, bool isNew, Action<TextWriter> write)
    {
        if (isNew && File.Exists(file))
        {
            throw FileErrors.ExportFileExists(file);
        }

        // With an unpredictable name, and only if it doesn't exist: a link with that name would lead to another file.
        string partial = $"{file}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}{PartialSuffix}";
        try
        {
            try
            {
                using (var text = new StreamWriter(new FileStream(partial, FileMode.CreateNew, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
                {
                    write(text);
                }

                File.Move(partial, file, overwrite: !isNew);
            }
            finally
            {
                File.Delete(partial);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.ExportFileUnwritable(file, exception);
        }
    }
}
