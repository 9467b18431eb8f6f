using System.Text.Json;
using HybridInference.LocalModels.Prompting.Templates;
using HybridInference.LocalModels.Tokenization;

namespace HybridInference.LocalModels;

/// <summary>The text of a model folder's chat template, and of the one for conversations with tools where that is another.</summary>
internal sealed record ChatTemplateSource(string Path, string Default, string? ToolUse = null)
{
    private const long LongestFile = 4 << 20;

    /// <summary>Gets a value indicating whether the template looks for tools in the messages, as that of Phi-4-mini does.</summary>
    public bool HasToolsInSystemMessage => Default.Contains("message['tools']", StringComparison.Ordinal);

    /// <summary>
    /// Finds the template of a folder: in tokenizer_config.json, chat_template.jinja or chat_template.json. A file of its own may have another
    /// one for tools beside it.
    /// </summary>
    public static ChatTemplateSource? Load(string folder) =>
        LoadJson(System.IO.Path.Combine(folder, "tokenizer_config.json"))
        ?? LoadFiles(folder)
        ?? LoadJson(System.IO.Path.Combine(folder, "chat_template.json"));

    /// <summary>Parses one of the templates.</summary>
    public Statement Parse(string template)
    {
        try
        {
            return TemplateParser.Parse(template);
        }
        catch (ChatTemplateException exception)
        {
            throw new ModelLoadException(Path, exception.Message, exception);
        }
    }

    private static ChatTemplateSource? LoadJson(string path) =>
        File.Exists(path) ? ModelJsonFile.Read(path, json => Read(json["chat_template"])) : null;

    private static ChatTemplateSource? Read(ModelJson json) => json.Element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Array => ReadNamed(json),
        _ => new ChatTemplateSource(json.Path, json.AsString()),
    };

    private static ChatTemplateSource ReadNamed(ModelJson json)
    {
        Dictionary<string, string> templates = [];
        foreach (ModelJson item in json.Items())
        {
            templates[item.String("name")] = item.String("template");
        }

        string? toolUse = templates.GetValueOrDefault("tool_use");
        string? only = templates.Count == 1 ? templates.Values.Single() : null;
        string chosen = templates.GetValueOrDefault("default") ?? only
            ?? throw json.Error("none of the chat templates is named 'default'.");
        return new ChatTemplateSource(json.Path, chosen, toolUse);
    }

    private static ChatTemplateSource? LoadFiles(string folder)
    {
        string path = System.IO.Path.Combine(folder, "chat_template.jinja");
        return LoadText(path) is { } text
            ? new ChatTemplateSource(path, text, LoadText(System.IO.Path.Combine(folder, "additional_chat_templates", "tool_use.jinja")))
            : null;
    }

    private static string? LoadText(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return new FileInfo(path).Length <= LongestFile
                ? File.ReadAllText(path)
                : throw new ModelLoadException(path, $"it is larger than {LongestFile >> 20} MiB.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(path, $"it cannot be read: {exception.Message}", exception);
        }
    }
}
