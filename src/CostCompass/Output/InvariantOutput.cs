using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace CostCompass.Output;

/// <summary>Makes what a command puts out write itself alike in every culture.</summary>
internal static class InvariantOutput
{
    // What is known of a type never changes: one table for the whole process.
    private static readonly ConcurrentDictionary<Type, TypePlan> Plans = new();

    /// <summary>The object as it goes into the pipeline, and with it the objects in its lists.</summary>
    /// <param name="output">An object of the module; anything else goes through as it is.</param>
    public static object? Of(object? output)
    {
        if (output is null or PSObject || !IsOurs(output.GetType()))
        {
            return output;
        }

        TypePlan plan = Plans.GetOrAdd(output.GetType(), TypePlan.Of);
        foreach (PropertyInfo list in plan.Lists)
        {
            // PowerShell keeps members by object: those of an element are there again when a script takes it out of its list.
            foreach (object? element in (IEnumerable?)list.GetValue(output) ?? Array.Empty<object>())
            {
                _ = Of(element);
            }
        }

        if (plan.Properties.Length == 0)
        {
            return output;
        }

        var shown = new PSObject(output);
        PSMemberInfoCollection<PSPropertyInfo> properties = shown.Properties;
        foreach (CultureSensitiveProperty property in plan.Properties)
        {
            if (properties[property.Name] is not InvariantProperty)
            {
                properties.Add(new InvariantProperty(output, property), preValidated: true);
            }
        }

        return shown;
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith(nameof(CostCompass), StringComparison.Ordinal) == true;

    private sealed record TypePlan(CultureSensitiveProperty[] Properties, PropertyInfo[] Lists)
    {
        public static TypePlan Of(Type type) => new(
            CultureSensitiveProperty.AllOf(type),
            [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && IsListOfOurs(property.PropertyType))]);

        private static bool IsListOfOurs(Type type) => type.GetInterfaces().Append(type).Any(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>) && IsOurs(face.GetGenericArguments()[0]));
    }
}
