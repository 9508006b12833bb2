namespace CostCompass.Storage.Files;

/// <summary>The checksum of each ZIP member (reflected, polynomial 0xEDB88320).</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(index =>
    {
        uint value = (uint)index;
        for (int bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320u;
        }

        return value;
    })];

    private uint _state = uint.MaxValue;

    /// <summary>The checksum of all added bytes.</summary>
    public uint Value => ~_state;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint state = _state;
        foreach (byte one in bytes)
        {
            state = Table[(byte)(state ^ one)] ^ (state >> 8);
        }

        _state = state;
    }
}
