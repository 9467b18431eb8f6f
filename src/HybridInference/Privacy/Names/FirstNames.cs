using System.Collections.Frozen;

namespace HybridInference;

/// <summary>Given names that are common in Europe, the Americas and parts of Asia.</summary>
/// <remarks>Written from general knowledge of the yearly lists that statistical offices publish; names that are words too are left out.</remarks>
internal static class FirstNames
{
    private const string English =
        "Aaron|Abigail|Adam|Adrian|Aidan|Alan|Albert|Alex|Alexander|Alexandra|Alexis|Alfred|Alice|Alicia|Alison|Allison|Amanda|Amber|Amelia|Amy|Andrea|Andrew|Angela|Ann|Anna|Anne|Anthony|"
        + "Arthur|Ashley|Barbara|Beatrice|Benjamin|Bernard|Beth|Betty|Beverly|Brandon|Brenda|Brian|Brittany|Bruce|Bryan|Caleb|Cameron|Carl|Carol|Caroline|Carolyn|Catherine|Charles|Charlotte|"
        + "Chelsea|Cheryl|Chloe|Christian|Christina|Christine|Christopher|Claire|Colin|Connor|Craig|Cynthia|Daniel|Danielle|David|Deborah|Debra|Denise|Dennis|Derek|Derrick|Diana|Diane|Donald|Donna|"
        + "Doris|Dorothy|Douglas|Dylan|Edward|Edwin|Eleanor|Elizabeth|Ella|Emily|Emma|Eric|Ethan|Eugene|Evan|Evelyn|Fiona|Frances|Francis|Frank|Gabriel|Gareth|Gary|George|Gerald|Gloria|"
        + "Graham|Gregory|Hannah|Harold|Harry|Heather|Helen|Henry|Howard|Hugh|Ian|Isaac|Isabella|Jack|Jackson|Jacob|Jacqueline|James|Jamie|Jane|Janet|Janice|Jason|Jayden|Jean|Jeffrey|Jennifer|"
        + "Jeremy|Jerry|Jesse|Jessica|Joan|Joanna|Joe|John|Jonathan|Jordan|Joseph|Joshua|Joyce|Juan|Judith|Judy|Julia|Julian|Julie|Justin|Karen|Katherine|Kathleen|Kathryn|Keith|Kelly|"
        + "Kenneth|Kevin|Kimberly|Kyle|Larry|Laura|Lauren|Lawrence|Leonard|Leslie|Liam|Linda|Lisa|Logan|Lori|Louis|Louise|Lucas|Lucy|Luke|Madison|Malcolm|Margaret|Maria|Marie|Marilyn|"
        + "Martha|Martin|Mary|Matthew|Megan|Melissa|Michael|Michelle|Mia|Nancy|Natalie|Natasha|Nathan|Nathaniel|Neil|Nicholas|Nicole|Noah|Oliver|Olivia|Pamela|Patricia|Patrick|Paul|Paula|Peter|Philip|"
        + "Phillip|Phyllis|Rachel|Ralph|Randy|Raymond|Rebecca|Richard|Robert|Robin|Roger|Roland|Ronald|Roy|Russell|Ruth|Ryan|Samantha|Samuel|Sandra|Sara|Sarah|Scott|Sean|Sharon|Shirley|Simon|"
        + "Sophia|Sophie|Stanley|Stephanie|Stephen|Steven|Stuart|Susan|Suzanne|Teresa|Terry|Theodore|Theresa|Thomas|Timothy|Tracy|Tyler|Vanessa|Victor|Victoria|Vincent|Virginia|Walter|Wayne|Wendy|"
        + "William|Zachary|Zoe";

    private const string Western =
        "Aleksander|Ana|Anders|Anja|Anke|Annika|Antoine|Antonio|Arne|Astrid|Aurélie|Beatriz|Bernd|Birgit|Björn|Camille|Carla|Carlos|Carmen|Cécile|Céline|Chiara|Christoph|Claude|Claudia|Cristina|"
        + "Diego|Dieter|Dirk|Eduardo|Elena|Eléonore|Elisabeth|Elke|Émilie|Enrique|Erik|Esther|Eva|Fabian|Felipe|Felix|Fernando|Florian|Francesca|Francesco|Francisco|François|Françoise|Frédéric|Friedrich|"
        + "Gerhard|Gianni|Giorgio|Giovanni|Giulia|Giuseppe|Gonzalo|Günter|Guillaume|Gunnar|Hans|Hanne|Heike|Heinz|Helena|Helga|Henrik|Hélène|Horst|Ingrid|Isabel|Isabelle|Jacques|Javier|Jens|Jeroen|"
        + "Joachim|João|Jorge|José|Johan|Johann|Johannes|Jörg|Julien|Jürgen|Karin|Karl|Karsten|Katharina|Katja|Katrin|Klaus|Kristin|Kristina|Lars|Laurent|Léa|Leonie|Lorenzo|Louisa|Luca|Lucía|Luis|Luisa|Lukas|"
        + "Magnus|Manfred|Manon|Manuel|Marco|Marcel|Marcus|Margit|Marta|Matteo|Matthias|Mathieu|Max|Maximilian|Mikael|Miguel|Monika|Monique|Mónica|Nadine|Nathalie|Niels|Nicolas|Nils|Nina|Olivier|Olga|Oskar|"
        + "Pablo|Paolo|Pascal|Pedro|Philippe|Pierre|Pilar|Rafael|Rainer|Ralf|Raquel|Renate|René|Ricardo|Roberto|Rodrigo|Rolf|Rosa|Sabine|Sandrine|Sebastian|Sergio|Silke|Silvia|Sofia|Sofie|Stefan|Stefano|"
        + "Susanne|Sven|Sylvie|Tanja|Théo|Thierry|Thorsten|Tobias|Torsten|Ulrich|Ulrike|Ursula|Uwe|Valentina|Véronique|Virginie|Werner|Willem|Wolfgang|Xavier|Yann|Yolanda|Yves|Anke|Joris|Pieter|Maarten|Femke|Sanne";

    private const string Eastern =
        "Agnieszka|Aleksandra|Alexei|Andrzej|Anton|Barbora|Bartosz|Beata|Bogdan|Boris|Bożena|Dagmar|Danuta|Dariusz|Dmitri|Dorota|Elżbieta|Ewa|Gábor|Grzegorz|Halina|Henryk|Ilona|Irena|Irina|István|Ivan|"
        + "Iwona|Jadwiga|Jakub|Jan|Jana|Janusz|Jarosław|Jerzy|Jiří|Joanna|Józef|Justyna|Kamil|Karol|Katarzyna|Kateřina|Krystyna|Krzysztof|László|Lucie|Łukasz|Maciej|Magdalena|Małgorzata|Marcin|Marek|"
        + "Mariusz|Marzena|Mateusz|Michał|Mihail|Milan|Mirosław|Natalia|Nikolai|Olena|Paweł|Pavel|Petr|Piotr|Przemysław|Radosław|Renata|Robert|Ryszard|Sergei|Sławomir|Stanisław|Svetlana|Sylwia|Szymon|Tadeusz|Tamara|"
        + "Tatiana|Teresa|Tomáš|Tomasz|Urszula|Vaclav|Veronika|Viktor|Vladimir|Wiesław|Witold|Wojciech|Yuri|Zbigniew|Zofia|Zoltán|Zuzana|Živa|Goran|Dragan|Zoran|Ioana|Mihai|Andrei|Radu|Georgi|Dimitar|"
        + "Aino|Antti|Eero|Jukka|Kaisa|Matti|Mikko|Pekka|Tuomas|Ville|Axel|Elsa|Freja|Linnea|Oskar|Signe|Søren|Mette|Kirsten|Jørgen|Rasmus|Giorgos|Eleni|Dimitris|Konstantinos|Nikos";

    private const string Asian =
        "Aarav|Abdul|Abdullah|Aditya|Ahmed|Aisha|Ali|Amina|Amit|Anil|Anita|Arjun|Ayşe|Deepak|Emre|Fatima|Fatma|Farid|Gaurav|Hasan|Hassan|Hiroshi|Hussein|Ibrahim|Ismail|Jin|Karim|Kavita|Kenji|Khalid|"
        + "Lakshmi|Leila|Mehmet|Mei|Mohamed|Mohammad|Mohammed|Muhammad|Mustafa|Naoko|Neha|Omar|Pooja|Prakash|Priya|Rahul|Raj|Rajesh|Ramesh|Ravi|Rohan|Sakura|Sanjay|Sandeep|Shreya|Sunil|Sunita|Suresh|Takashi|Tariq|"
        + "Vijay|Vikram|Wei|Xin|Yasmin|Yusuf|Yuki|Yumi|Zainab|Zeynep|Hiroko|Keiko|Akira|Min-jun|Ji-woo|Nguyen";

    private static readonly FrozenSet<string> All =
        string.Join('|', English, Western, Eastern, Asian).Split('|').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(ReadOnlySpan<char> word) => All.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
