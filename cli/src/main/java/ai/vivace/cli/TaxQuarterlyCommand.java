package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.plot.TextTable;
import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import ai.vivace.tax.Money;
import ai.vivace.tax.plan.Installment;
import ai.vivace.tax.plan.LastYear;
import ai.vivace.tax.plan.QuarterlyPlan;
import ai.vivace.tax.plan.QuarterlyQuestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What a freelancer pays during the year. */
@Command(
        name = "quarterly",
        description = {
            "I work for myself: what do I pay in advance, and when?",
            "The least that keeps the penalty away, on four dates; from this year's expected amounts and last year's return."
        },
        footer = {
            "  vivace tax quarterly --status single --self-employment 60k --last-tax 9,000 --last-agi 70k",
            "  vivace tax quarterly me.yaml --paid 2026-04-15=2,500 --paid 2026-06-15=2,500"
        })
final class TaxQuarterlyCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--last-tax",
            paramLabel = "DOLLARS",
            description =
                    "Last year's total tax (Form 1040, line 24), less credits that were paid out; with --last-agi.")
    private @Nullable String lastTax;

    @Option(
            names = "--last-agi",
            paramLabel = "DOLLARS",
            description = "Last year's adjusted gross income (Form 1040, line 11).")
    private @Nullable String lastIncome;

    @Option(
            names = "--paid",
            paramLabel = "DATE=DOLLARS",
            description = "An estimated payment that was made, such as 2026-04-15=2,500; may be given several times.")
    private List<String> paid = new ArrayList<>();

    @Mixin
    private final TaxTodayOption today = new TaxTodayOption();

    @Override
    public Integer call() {
        TaxFilerOptions given = TaxFilerOptions.of(spec.commandLine().getParseResult());
        InputException.require(
                !given.has(Item.ESTIMATED_PAYMENTS.key()),
                () ->
                        "--estimated-payments: a plan needs to know when each was paid. Give --paid DATE=DOLLARS for each.");
        Filer filer = given.filer(today.date());
        QuarterlyQuestion question = QuarterlyQuestion.of(filer).clock(today.clock());
        InputException.require(
                (lastTax == null) == (lastIncome == null),
                () -> "Last year's return is its tax and its income: give both --last-tax and --last-agi.");
        if (lastTax != null && lastIncome != null) {
            question = question.lastYear(
                    new LastYear(Money.parse("--last-tax", lastTax), Money.parse("--last-agi", lastIncome)));
        }
        for (String payment : paid) {
            question = with(question, payment);
        }
        QuarterlyPlan plan = question.plan();
        Console console = tax.console();
        console.print(text(plan).render(console.style()));
        console.document(document(plan));
        return 0;
    }

    private static QuarterlyQuestion with(QuarterlyQuestion question, String payment) {
        int equals = payment.indexOf('=');
        InputException.require(
                equals > 0,
                () -> "--paid: expected a date and an amount, such as 2026-04-15=2,500, but found \"" + payment
                        + "\".");
        return question.paid(
                TaxTodayOption.date("--paid", payment.substring(0, equals)),
                Money.parse("--paid", payment.substring(equals + 1)));
    }

    private static TaxText text(QuarterlyPlan plan) {
        String year = plan.taxReturn().year().toString();
        TaxText text = TaxText.of(plan.next()
                .map(next -> "Pay " + Money.text(next.toPay()) + " by " + next.due() + ".")
                .orElse("No estimated payment is needed for " + year + " from now on."));
        text.paragraph("Your tax for " + year + " will be about " + Money.text(plan.expectedTax()) + ", of which "
                + Money.text(plan.withheld()) + " is withheld from pay. The plan keeps the safe harbour \""
                + plan.harbour().title() + "\".");
        TextTable.Builder table = TextTable.of("due", "needed by then", "paid by then", "to pay", "");
        plan.installments()
                .forEach(each -> table.row(
                        each.due(),
                        Money.text(each.requiredByThen()),
                        Money.text(each.paidByThen()),
                        Money.text(each.toPay()),
                        state(each)));
        text.table(table.build());
        text.paragraph(
                plan.dueWithReturn().signum() < 0
                        ? Money.text(plan.dueWithReturn().negate()) + " then come back with the return."
                        : Money.text(plan.dueWithReturn()) + " is then left to pay with the return on "
                                + plan.returnDue() + ".");
        plan.setAside()
                .ifPresent(share ->
                        text.paragraph("Set aside " + Money.percent(share) + " of your profit for federal tax."));
        return text.amounts(plan.steps())
                .list("Please note", plan.notes())
                .paragraph(TaxText.law(plan.taxReturn().year()));
    }

    private static String state(Installment installment) {
        return switch (installment.state()) {
            case PASSED ->
                installment.missed().signum() > 0
                        ? "passed; " + Money.text(installment.missed()) + " were missing"
                        : "passed";
            case NEXT -> "next";
            case LATER -> "later";
        };
    }

    private static Map<String, Object> document(QuarterlyPlan plan) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tax_year", plan.taxReturn().year().number());
        document.put("parameter_date", plan.taxReturn().parameterDate().toString());
        document.put("today", plan.today().toString());
        document.put("expected_tax", plan.expectedTax());
        document.put("withheld", plan.withheld());
        document.put("safe_harbour", TaxText.key(plan.harbour()));
        document.put("required", plan.required());
        document.put(
                "installments",
                plan.installments().stream()
                        .map(each -> Map.of(
                                "number", each.number(),
                                "due", each.due().toString(),
                                "required_by_then", each.requiredByThen(),
                                "paid_by_then", each.paidByThen(),
                                "to_pay", each.toPay(),
                                "state", TaxText.key(each.state()),
                                "missed", each.missed()))
                        .toList());
        document.put("due_with_return", plan.dueWithReturn());
        document.put("return_due", plan.returnDue().toString());
        plan.setAside().ifPresent(share -> document.put("set_aside", share));
        document.put("penalty_threatens", plan.penaltyThreatens());
        document.put("steps", TaxText.documents(plan.steps()));
        document.put("notes", plan.notes());
        return document;
    }
}
