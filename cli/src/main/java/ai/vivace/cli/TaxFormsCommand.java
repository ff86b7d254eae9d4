package ai.vivace.cli;

import ai.vivace.tax.TaxReturn;
import ai.vivace.tax.explain.NeededForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Which forms a return needs. */
@Command(
        name = "forms",
        description = {
            "Which forms do I need for my return, and why?",
            "For residents; nonresidents see vivace tax resident."
        },
        footer = {"  vivace tax forms --status single --wages 60k --self-employment 12k", "  vivace tax forms me.yaml"})
final class TaxFormsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final TaxTodayOption today = new TaxTodayOption();

    @Override
    public Integer call() {
        Console console = tax.console();
        TaxReturn result = TaxReturn.of(
                TaxFilerOptions.of(spec.commandLine().getParseResult()).filer(today.date()));
        List<NeededForm> forms = NeededForm.of(result);
        console.print(TaxText.of("Your return for " + result.year() + " has " + forms.size()
                        + (forms.size() == 1 ? " form." : " forms and schedules."))
                .list(
                        "Forms",
                        forms.stream()
                                .map(form -> "**" + form.form() + "**: " + form.why() + ".")
                                .toList())
                .paragraph("Tax software fills them in and attaches them; they are due on "
                        + result.law().deadlines().returnDue() + ".")
                .paragraph(TaxText.law(result.year()))
                .render(console.style()));
        console.document(forms.stream().map(TaxFormsCommand::document).toList());
        return 0;
    }

    private static Map<String, Object> document(NeededForm form) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("form", form.form());
        document.put("why", form.why());
        return document;
    }
}
