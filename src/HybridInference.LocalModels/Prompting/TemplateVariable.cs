using System.Globalization;
using System.Text.Json;
using HybridInference.LocalModels.Prompting.Templates;

namespace HybridInference.LocalModels;

/// <summary>Makes a template's value of what a caller passes for a variable.</summary>
internal static class TemplateVariable
{
    /// <summary>Converts a value; false for one of a type that templates do not know.</summary>
    public static bool TryConvert(object? value, out object? converted)
    {
        converted = value switch
        {
            JsonElement json => JsonValues.From(json),
            byte or sbyte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            float or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => value,
        };
        return converted is null or bool or long or double or string or ListValue or MapValue;
    }
}
