using System.Runtime.CompilerServices;
using System.Text;

namespace CostCompass.Logs.Json;

/// <summary>The fields that the formats need, as a tree of names.</summary>
internal sealed class FieldTree
{
    private const int LongestName = 64;

    /// <summary>A property name, with the names in the object that is its value.</summary>
    internal sealed class Field(byte[] name, int number)
    {
        private readonly Field[]?[] _byLength = new Field[LongestName][];

        /// <summary>The number of the field.</summary>
        public int Number => number;

        /// <summary>The fields of the object that is its value.</summary>
        public List<Field> Inner { get; } = [];

        /// <summary>The field with a name, or null if no format needs it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public Field? Find(ReadOnlySpan<byte> wanted)
        {
            Field[]? known = (uint)wanted.Length < LongestName ? _byLength[wanted.Length] : null;
            for (int index = 0; index < known?.Length; index++)
            {
                if (wanted.SequenceEqual(known[index].Name))
                {
                    return known[index];
                }
            }

            return null;
        }

        internal void Add(Field field)
        {
            Inner.Add(field);
            _byLength[field.Name.Length] = [.. _byLength[field.Name.Length] ?? [], field];
        }

        private byte[] Name { get; } = name;
    }

    /// <summary>The document itself.</summary>
    public Field Root { get; } = new([], 0);

    /// <summary>The number of fields.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>Adds a field if it doesn't exist yet.</summary>
    /// <param name="path">The path of names, separated by dots.</param>
    /// <returns>Its number.</returns>
    public int Add(string path)
    {
        Field field = Root;
        foreach (string name in path.Split('.'))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(name);
            Field? inner = field.Find(bytes);
            if (inner is null)
            {
                field.Add(inner = new Field(bytes, Count++));
            }

            field = inner;
        }

        return field.Number;
    }
}
