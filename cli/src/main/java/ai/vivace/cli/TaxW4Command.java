package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.Money;
import ai.vivace.tax.paycheck.FormW4;
import ai.vivace.tax.paycheck.Job;
import ai.vivace.tax.paycheck.PayFrequency;
import ai.vivace.tax.paycheck.W4Advice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What to write on a Form W-4. */
@Command(
        name = "w4",
        description = {
            "What do I write on my Form W-4, so that I neither owe nor lend the state money?",
            "Give your best paid job and the rest of your year. --withheld is the tax withheld so far this year in all jobs given."
        },
        footer = {
            "  vivace tax w4 --status single --salary 85k --withheld 0 --next-payday 2026-01-09",
            "  vivace tax w4 --status single --pay 2,400 --withheld 5,100 --left 6 --other-job \"900 weekly\"",
            "  vivace tax w4 --status mfj --dependents 4 --salary 120k --spouse-job \"2,000 biweekly\" --refund 500"
        })
final class TaxW4Command implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final TaxFormW4Options job = new TaxFormW4Options();

    @Option(names = "--left", paramLabel = "N", description = "Paychecks still to come this year, in this job.")
    private @Nullable Integer left;

    @Option(
            names = "--next-payday",
            paramLabel = "DATE",
            description = "Instead of --left: your next payday, from which they are counted (default: today).")
    private @Nullable String nextPayday;

    @Option(
            names = "--other-job",
            paramLabel = "JOB",
            description =
                    "Another job of yours: pay of a paycheck and how often, with box when step 2(c) is ticked, such as"
                            + " \"900 weekly\" or \"2,000 biweekly box\".")
    private List<String> otherJobs = new ArrayList<>();

    @Option(names = "--spouse-job", paramLabel = "JOB", description = "A job of your spouse, written like --other-job.")
    private List<String> spouseJobs = new ArrayList<>();

    @Option(names = "--refund", paramLabel = "DOLLARS", description = "The refund to end the year with (default: 0).")
    private @Nullable String refund;

    @Mixin
    private final TaxTodayOption today = new TaxTodayOption();

    @Override
    public Integer call() {
        Console console = tax.console();
        TaxFilerOptions given = TaxFilerOptions.of(spec.commandLine().getParseResult());
        String withheld = Item.WITHHELD.key();
        Filer filer = given.without(withheld).filer(today.date());
        PayFrequency frequency = job.frequency();
        FormW4 form = job.form(filer.status());
        LocalDate next = nextPayday == null ? today.date() : TaxTodayOption.date("--next-payday", nextPayday);
        BigDecimal soFar = given.has(withheld) ? Money.parse("--withheld", given.text(withheld)) : BigDecimal.ZERO;
        Job main = Job.of(form, frequency, job.pay())
                .withPaychecksLeft(left == null ? frequency.paydaysLeft(next) : left, soFar);
        List<Job> own = otherJobs.stream()
                .map(text -> job(text, "--other-job", filer, next))
                .toList();
        List<Job> spouses = spouseJobs.stream()
                .map(text -> job(text, "--spouse-job", filer, next))
                .toList();
        Filer.Builder year = filer.change();
        if (!given.has(Item.WAGES.key())) {
            year.amount(Item.WAGES, wages(Stream.concat(Stream.of(main), own.stream())));
        }
        if (!spouses.isEmpty() && !given.has(Item.WAGES_SPOUSE.key())) {
            year.amount(Item.WAGES_SPOUSE, wages(spouses.stream()));
        }
        W4Advice advice = W4Advice.of(year.build(), main)
                .others(Stream.concat(own.stream(), spouses.stream()).toArray(Job[]::new))
                .refund(TaxFormW4Options.dollars("--refund", refund))
                .advise();
        console.print(text(advice).render(console.style()));
        console.document(document(advice));
        return 0;
    }

    private static BigDecimal wages(Stream<Job> jobs) {
        return jobs.map(each ->
                        each.pay().multiply(BigDecimal.valueOf(each.frequency().perYear())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Job job(String text, String option, Filer filer, LocalDate next) {
        String[] words = text.strip().split("\\s+", 2);
        InputException.require(
                words.length == 2,
                () -> option + ": expected pay of a paycheck and how often, such as \"900 weekly\", but found \"" + text
                        + "\".");
        boolean box = words[1].endsWith(" box");
        PayFrequency frequency = PayFrequency.parse(box ? words[1].substring(0, words[1].length() - 4) : words[1]);
        FormW4 form = FormW4.of(filer.status());
        return Job.of(box ? form.withMultipleJobs() : form, frequency, Money.parse(option, words[0]))
                .withPaychecksLeft(frequency.paydaysLeft(next), BigDecimal.ZERO);
    }

    private static TaxText text(W4Advice advice) {
        FormW4 form = advice.form();
        return TaxText.of("Hand in a new Form W-4: "
                        + (advice.refundAfter().signum() < 0 ? "you then still owe " : "about ")
                        + Money.text(advice.refundAfter().abs())
                        + (advice.refundAfter().signum() < 0
                                ? "."
                                : " then come back for " + advice.taxReturn().year() + "."))
                .paragraph("As things are, " + balance(advice.refundBefore()) + ".")
                .list(
                        "What to write",
                        List.of(
                                "**Step 1(c)**: " + form.status().title() + ".",
                                "**Step 2(c)**: " + (form.multipleJobs() ? "tick the box." : "leave the box empty.")))
                .amounts(advice.entries())
                .list("Please note", advice.warnings())
                .paragraph(TaxText.law(advice.taxReturn().year()));
    }

    private static String balance(BigDecimal refund) {
        return refund.signum() < 0
                ? "you will owe " + Money.text(refund.negate()) + " in April"
                : Money.text(refund) + " will come back";
    }

    private static Map<String, Object> document(W4Advice advice) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tax_year", advice.taxReturn().year().number());
        document.put("parameter_date", advice.taxReturn().parameterDate().toString());
        document.put("status", advice.form().status().key());
        document.put("step_2c", advice.form().multipleJobs());
        document.put("step_3", advice.form().credits());
        document.put("step_4a", advice.form().otherIncome());
        document.put("step_4b", advice.form().deductions());
        document.put("step_4c", advice.form().extra());
        document.put("paychecks_left", advice.current().paychecksLeft());
        document.put("refund_before", advice.refundBefore());
        document.put("refund_after", advice.refundAfter());
        document.put("entries", TaxText.documents(advice.entries()));
        document.put("warnings", advice.warnings());
        return document;
    }
}
