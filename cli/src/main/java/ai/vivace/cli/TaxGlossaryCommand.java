package ai.vivace.cli;

import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.explain.Glossary;
import ai.vivace.tax.explain.GlossaryTerm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What the words mean. */
@Command(
        name = "glossary",
        description = {
            "What do the words mean? One sentence for each, where it stands on a form, and an example.",
            "Without a word, all of them. With the flags or file of an estimate the examples have your numbers."
        },
        footer = {
            "  vivace tax glossary",
            "  vivace tax glossary \"standard deduction\"",
            "  vivace tax glossary withholding --status single --wages 85k"
        })
final class TaxGlossaryCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "TERM", description = "The word.")
    private @Nullable String word;

    @Mixin
    private final TaxTodayOption today = new TaxTodayOption();

    @Override
    public Integer call() {
        Console console = tax.console();
        TaxFilerOptions given = TaxFilerOptions.of(spec.commandLine().getParseResult());
        TaxReturn result = TaxReturn.of(given.filerOrExample(today.date()));
        List<GlossaryTerm> terms = word == null ? Glossary.terms() : List.of(Glossary.find(word));
        boolean all = word == null && given.isEmpty();
        if (!all && given.isEmpty()) {
            console.note(TaxFilerOptions.exampleNote(result.filer()));
        }
        console.print(all ? list(terms, console) : full(terms, result, console));
        console.document(terms.stream().map(term -> document(term, result)).toList());
        return 0;
    }

    private static String list(List<GlossaryTerm> terms, Console console) {
        return TaxText.of(terms.size() + " words. One of them with an example: "
                        + Suggestion.of("tax", "glossary", "withholding"))
                .paragraph(terms.stream()
                        .map(term -> "- **" + term.name() + "**: " + term.meaning())
                        .collect(Collectors.joining("\n")))
                .render(console.style());
    }

    private static String full(List<GlossaryTerm> terms, TaxReturn result, Console console) {
        return terms.stream()
                .map(term -> TaxText.of(term.name())
                        .paragraph(term.meaning())
                        .paragraph("- On forms: " + term.where() + "\n- Example: " + term.example(result))
                        .render(console.style()))
                .collect(Collectors.joining("\n\n"));
    }

    private static Map<String, Object> document(GlossaryTerm term, TaxReturn result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("term", term.name());
        document.put("meaning", term.meaning());
        document.put("where", term.where());
        document.put("example", term.example(result));
        return document;
    }
}
