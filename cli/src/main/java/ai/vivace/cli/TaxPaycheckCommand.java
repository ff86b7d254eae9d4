package ai.vivace.cli;

import ai.vivace.tax.Money;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.Law;
import ai.vivace.tax.law.TaxYear;
import ai.vivace.tax.paycheck.Pay;
import ai.vivace.tax.paycheck.Paycheck;
import ai.vivace.tax.paycheck.PreTax;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** A paycheck from gross to net. */
@Command(
        name = "paycheck",
        description = {
            "What arrives of a paycheck, and what is taken off before?",
            "Federal income tax by the percentage method of Publication 15-T, Social Security and Medicare taxes."
        },
        footer = {
            "  vivace tax paycheck --status single --pay 2,000",
            "  vivace tax paycheck --status single --salary 85k --every semimonthly --401k 200 --health 90",
            "  vivace tax paycheck --status single --pay 1,500 --no-fica        # an F-1 student's first years"
        })
final class TaxPaycheckCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private TaxCommand tax;

    @Option(names = "--year", paramLabel = "YEAR", description = "The year it is paid in (default: this year).")
    private @Nullable String year;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            required = true,
            description = "The status on your Form W-4: single, mfj, mfs, hoh or qss.")
    @SuppressWarnings("NullAway.Init")
    private String status;

    @Mixin
    private final TaxFormW4Options job = new TaxFormW4Options();

    @Option(names = "--401k", paramLabel = "DOLLARS", description = "Into a 401(k) or 403(b) from this paycheck.")
    private @Nullable String retirement;

    @Option(names = "--hsa", paramLabel = "DOLLARS", description = "Into a health savings account through work.")
    private @Nullable String healthSavings;

    @Option(names = "--health", paramLabel = "DOLLARS", description = "For health, dental and vision insurance.")
    private @Nullable String healthInsurance;

    @Option(names = "--fsa", paramLabel = "DOLLARS", description = "Into a flexible spending account.")
    private @Nullable String flexibleSpending;

    @Option(names = "--bonus", paramLabel = "DOLLARS", description = "A bonus paid with it.")
    private @Nullable String bonus;

    @Option(
            names = "--earned-before",
            paramLabel = "DOLLARS",
            description = "Wages from this employer earlier in the year: Social Security tax has a cap.")
    private @Nullable String before;

    @Option(
            names = "--no-fica",
            description =
                    "No Social Security and Medicare taxes, as for nonresident students; see vivace tax resident.")
    private boolean exempt;

    @Mixin
    private final TaxTodayOption today = new TaxTodayOption();

    @Override
    public Integer call() {
        TaxYear paid = year == null ? TaxFilerOptions.year(today.date()) : TaxYear.parse(year);
        Pay.Builder pay = Pay.of(paid, job.frequency(), job.form(FilingStatus.parse(status)), job.pay())
                .supplemental(TaxFormW4Options.dollars("--bonus", bonus))
                .wagesBefore(TaxFormW4Options.dollars("--earned-before", before))
                .payrollTaxes(exempt ? Pay.PayrollTaxes.EXEMPT : Pay.PayrollTaxes.OWED);
        takeOff(pay, PreTax.RETIREMENT, "--401k", retirement);
        takeOff(pay, PreTax.HEALTH_SAVINGS, "--hsa", healthSavings);
        takeOff(pay, PreTax.HEALTH_INSURANCE, "--health", healthInsurance);
        takeOff(pay, PreTax.FLEXIBLE_SPENDING, "--fsa", flexibleSpending);
        Paycheck paycheck = Paycheck.of(pay.build());
        Console console = tax.console();
        console.print(text(paycheck).render(console.style()));
        console.document(document(paycheck));
        return 0;
    }

    private static void takeOff(Pay.Builder pay, PreTax kind, String option, @Nullable String text) {
        if (text != null) {
            pay.takeOff(kind, Money.parse(option, text));
        }
    }

    private static TaxText text(Paycheck paycheck) {
        BigDecimal paid = paycheck.pay().gross().add(paycheck.pay().supplemental());
        return TaxText.of("Of " + Money.text(paid) + ", " + Money.text(paycheck.net()) + " arrive.")
                .amounts(paycheck.lines())
                .list("Good to know", paycheck.notes())
                .paragraph(TaxText.law(paycheck.pay().year()));
    }

    private static Map<String, Object> document(Paycheck paycheck) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tax_year", paycheck.pay().year().number());
        document.put(
                "parameter_date", Law.of(paycheck.pay().year()).parameterDate().toString());
        document.put("net", paycheck.net());
        document.put("federal_withholding", paycheck.incomeTax());
        document.put("social_security", paycheck.socialSecurity());
        document.put("medicare", paycheck.medicare());
        document.put("additional_medicare", paycheck.additionalMedicare());
        document.put("lines", TaxText.documents(paycheck.lines()));
        document.put("worksheet_1a", TaxText.documents(paycheck.worksheet().lines()));
        document.put("notes", paycheck.notes());
        return document;
    }
}
