package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Device;
import ai.vivace.text.embed.SentenceEncoder;
import ai.vivace.text.embed.TextIndex;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Finds texts by what they mean. */
@Command(
        name = "search",
        description = {
            "Find texts by what they mean, in an index that vivace embed has made.",
            "One line for each, the nearest first: its similarity from -1 to 1, where it is from, and the text."
        },
        footer = {
            "  vivace search reviews.index stale coffee --model all-MiniLM-L6-v2",
            "  vivace search notes.index \"how to renew a visa\" --top 3 --json --model all-MiniLM-L6-v2"
        })
final class SearchCommand implements Callable<Integer> {
    /** Longer texts are told by their beginning, except to programs. */
    private static final int LONGEST_TOLD = 160;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Parameters(index = "0", paramLabel = "INDEX", description = "What vivace embed has written.")
    @SuppressWarnings("NullAway.Init")
    private Path index;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "WORDS", description = "What to look for.")
    private List<String> words = List.of();

    @Mixin
    private final EncoderOption model = new EncoderOption();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many texts to tell at most (default: 5).")
    private int top;

    @Override
    public Integer call() {
        InputException.require(top >= 1, () -> "--top must be at least 1, but was " + top + ".");
        Console console = main.console();
        Device device = engine.start();
        TextIndex texts = TextIndex.read(index);
        String question = String.join(" ", words);
        try (SentenceEncoder encoder = model.open(device)) {
            List<TextIndex.Match> found = texts.search(question, top, encoder);
            for (TextIndex.Match match : found) {
                console.print(String.format(
                        Locale.ROOT, "%.3f  %s  %s", match.similarity(), match.name(), told(match.text())));
            }
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("index", index.toString());
            document.put("question", question);
            document.put("matches", found);
            console.document(document);
        }
        return 0;
    }

    private static String told(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        int end = line.offsetByCodePoints(0, Math.min(LONGEST_TOLD, line.codePointCount(0, line.length())));
        return end == line.length() ? line : line.substring(0, end) + " ...";
    }
}
