namespace HybridInference.DemoModelTrainer.Corpus;

/// <summary>Draws whole conversations: an optional system message and one to four exchanges.</summary>
internal sealed class ConversationFactory
{
    private readonly Grammar _grammar;
    private readonly SmallTalk _smallTalk;
    private readonly (ITextTask Task, double Weight)[] _tasks;

    public ConversationFactory(Grammar grammar)
    {
        _grammar = grammar;
        _smallTalk = new SmallTalk(grammar);
        _tasks =
        [
            (new SentimentTask(grammar), 0.30),
            (new ExtractionTask(grammar, "date", "no date"), 0.23),
            (new ExtractionTask(grammar, "email", "no e-mail address"), 0.24),
            (new ExtractionTask(grammar, "amount", "no amount"), 0.10),
            (new TopicTask(grammar), 0.13),
        ];
    }

    /// <summary>The tasks that have a request and a text.</summary>
    public IEnumerable<ITextTask> Tasks => _tasks.Select(task => task.Task);

    /// <summary>Draws one conversation of the training mix.</summary>
    public IReadOnlyList<ChatMessage> Create(Random random, Split split)
    {
        var source = new ScopeSource(random, split);
        List<ChatMessage> messages = [];
        var kind = random.NextDouble();
        if (kind < 0.08)
        {
            AddSystemTask(messages, source);
            return messages;
        }

        if (random.NextDouble() < 0.3)
        {
            messages.Add(ChatMessage.System(_grammar.Expand("system.general", source.Create())));
        }

        var exchanges = kind < 0.68 ? 1 : random.Next(2, 5);
        for (var i = 0; i < exchanges; i++)
        {
            AddExchange(messages, source);
        }

        return messages;
    }

    /// <summary>Draws a single exchange of one task.</summary>
    public IReadOnlyList<ChatMessage> CreateTask(ITextTask task, Random random, Split split)
    {
        var source = new ScopeSource(random, split);
        List<ChatMessage> messages = [];
        AddTask(messages, task, source);
        return messages;
    }

    /// <summary>Draws a single exchange of small talk, or a request that is out of scope.</summary>
    public IReadOnlyList<ChatMessage> CreateChat(bool outOfScope, Random random, Split split)
    {
        var scope = new GrammarScope(random, split);
        List<ChatMessage> messages = [];
        AddPair(messages, outOfScope ? _smallTalk.CreateOutOfScope(scope) : _smallTalk.CreateChat(scope));
        return messages;
    }

    private void AddExchange(List<ChatMessage> messages, ScopeSource source)
    {
        var random = source.Random;
        var draw = random.NextDouble();
        if (draw < 0.14)
        {
            AddPair(messages, _smallTalk.CreateChat(source.Create()));
        }
        else if (draw < 0.25)
        {
            AddPair(messages, _smallTalk.CreateOutOfScope(source.Create()));
        }
        else
        {
            AddTask(messages, ChooseTask(random), source);
        }
    }

    private void AddTask(List<ChatMessage> messages, ITextTask task, ScopeSource source)
    {
        var request = task.CreateRequest(source.Create());
        var item = CreateText(task, request, source.Create());
        AddPair(messages, item with { Text = Arrange(task, request, item.Text, source.Create()) });
        if (messages.Count > 2 && source.Random.Next(3) == 0)
        {
            AddFollowUp(messages, task, request, source);
        }
    }

    private void AddFollowUp(List<ChatMessage> messages, ITextTask task, string request, ScopeSource source)
    {
        var item = CreateText(task, request, source.Create());
        AddPair(messages, item with { Text = FillLayout("followup", item.Text, source.Create()) });
    }

    /// <summary>The system message holds the request, and each user message only a text.</summary>
    private void AddSystemTask(List<ChatMessage> messages, ScopeSource source)
    {
        var random = source.Random;
        var task = ChooseTask(random);
        var request = task.CreateRequest(source.Create());
        messages.Add(ChatMessage.System(request));
        for (var turns = random.Next(1, 4); turns > 0; turns--)
        {
            AddPair(messages, CreateText(task, request, source.Create()));
        }
    }

    private static TaskText CreateText(ITextTask task, string request, GrammarScope scope)
    {
        var item = task.CreateText(request, scope);
        return task is ExtractionTask ? item : item with { Text = TextNoise.Apply(TextNoise.Tidy(item.Text), scope.Random) };
    }

    private string Arrange(ITextTask task, string request, string text, GrammarScope scope)
    {
        scope.Bind("ask", TextNoise.Apply(request, scope.Random));
        scope.Bind("label", _grammar.Expand(task.LabelRule, scope));
        return FillLayout("layout", text, scope);
    }

    private string FillLayout(string layout, string text, GrammarScope scope)
    {
        scope.Bind("text", text);
        return _grammar.Expand(layout, scope);
    }

    private ITextTask ChooseTask(Random random)
    {
        var draw = random.NextDouble();
        foreach (var (task, weight) in _tasks)
        {
            draw -= weight;
            if (draw < 0)
            {
                return task;
            }
        }

        return _tasks[0].Task;
    }

    private static void AddPair(List<ChatMessage> messages, TaskText pair)
    {
        messages.Add(ChatMessage.User(pair.Text));
        messages.Add(ChatMessage.Assistant(pair.Answer));
    }
}
