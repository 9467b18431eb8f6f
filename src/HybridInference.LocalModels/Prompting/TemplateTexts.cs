using HybridInference.LocalModels.Prompting.Templates;

namespace HybridInference.LocalModels;

/// <summary>Gets at the texts within a template's value.</summary>
internal static class TemplateTexts
{
    /// <summary>Adds all texts of a value, keys included.</summary>
    public static void Collect(object? value, List<string> texts)
    {
        switch (value)
        {
            case string text:
                texts.Add(text);
                break;
            case ListValue list:
                foreach (object? item in list.Items)
                {
                    Collect(item, texts);
                }

                break;
            case MapValue map:
                foreach (KeyValuePair<object, object?> entry in map.Entries)
                {
                    Collect(entry.Key, texts);
                    Collect(entry.Value, texts);
                }

                break;
        }
    }
}
