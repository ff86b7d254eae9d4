package ai.vivace.tax.law;

import ai.vivace.base.InputException;
import ai.vivace.base.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The federal income tax law of one year, as numbers with their sources.
 *
 * <p>Numbers are in a resource file for each year, so adding a year is adding a file. A file is checked as a whole when it is read: all
 * groups are there, each with a source; brackets start at zero, join without gaps, and rise; all five statuses are present. A year without
 * a file is refused by {@link TaxYear}; nothing is extrapolated.
 *
 * <p>Immutable; each year is read once, when it is first asked for.
 */
public final class Law {
    private static final Map<Integer, Law> READ = new ConcurrentHashMap<>();

    private final TaxYear year;
    private final LocalDate parameterDate;
    private final Map<String, LawGroup> groups;
    private final Map<FilingStatus, Brackets> brackets;
    private final StandardDeduction standardDeduction;
    private final CapitalGains capitalGains;
    private final Surtax investmentIncomeTax;
    private final Surtax additionalMedicare;
    private final Payroll payroll;
    private final BusinessDeduction businessDeduction;
    private final ChildCredit childCredit;
    private final EarnedIncomeCredit earnedIncomeCredit;
    private final MinimumTax minimumTax;
    private final Itemizing itemizing;
    private final Optional<NewDeductions> newDeductions;
    private final StudentLoanInterest studentLoanInterest;
    private final BigDecimal educatorMost;
    private final RetirementLimits retirementLimits;
    private final SaversCredit saversCredit;
    private final CareCredit careCredit;
    private final EducationCredits educationCredits;
    private final BenefitsTaxation benefitsTaxation;
    private final Deadlines deadlines;
    private final EstimatedTax estimatedTax;
    private final FormPlaces formPlaces;

    private Law(String file, Map<String, Object> values) {
        this.groups = groups(file, values);
        this.year = year(file, values);
        this.parameterDate = LawGroup.of(file, "the file", withSource(values)).date("parameter_date");
        this.brackets = new EnumMap<>(FilingStatus.class);
        for (FilingStatus status : FilingStatus.values()) {
            brackets.put(status, Brackets.of(group("income_tax_brackets"), status));
        }
        LawGroup medicare = group("additional_medicare_tax");
        this.standardDeduction = StandardDeduction.of(group("standard_deduction"));
        this.capitalGains = CapitalGains.of(group("capital_gains"));
        this.investmentIncomeTax = Surtax.of(group("net_investment_income_tax"), "magi_threshold");
        this.additionalMedicare = Surtax.of(medicare, "threshold");
        this.payroll = Payroll.of(group("payroll_and_self_employment"), medicare);
        this.businessDeduction = BusinessDeduction.of(group("qualified_business_income"));
        this.childCredit = ChildCredit.of(group("child_tax_credit"));
        this.earnedIncomeCredit = EarnedIncomeCredit.of(group("earned_income_credit"));
        this.minimumTax = MinimumTax.of(group("amt"));
        this.itemizing = Itemizing.of(group("itemized_deductions"));
        this.newDeductions = Optional.ofNullable(groups.get("obbba_deductions")).map(NewDeductions::of);
        this.studentLoanInterest = StudentLoanInterest.of(group("student_loan_interest"));
        this.educatorMost = group("educator_expenses").decimal("max_per_educator");
        this.retirementLimits = RetirementLimits.of(group("retirement_and_health_limits"));
        this.saversCredit = SaversCredit.of(group("savers_credit"));
        this.careCredit = CareCredit.of(group("child_and_dependent_care_credit"));
        this.educationCredits = EducationCredits.of(group("education_credits"));
        this.benefitsTaxation = BenefitsTaxation.of(group("social_security_benefits_taxation"));
        this.deadlines = Deadlines.of(group("deadlines"));
        this.estimatedTax = EstimatedTax.of(group("estimated_tax"));
        this.formPlaces = FormPlaces.of(group("form_lines"));
        checkOrder();
    }

    /**
     * The law of a year.
     *
     * @throws InputException when its file is wrong; it names file, group and key
     */
    public static Law of(TaxYear year) {
        return READ.computeIfAbsent(year.number(), number -> new Law(number + ".json", resource(number + ".json")));
    }

    /**
     * The law of a file's text, such as a draft of a coming year under the number of a known one.
     *
     * @param name the name of the file, for messages
     * @throws InputException when it is wrong; it names file, group and key
     */
    public static Law read(String name, String json) {
        try {
            return new Law(name, JsonTree.read(name, new StringReader(json)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rules that are the same every year: residency, nonresidents, foreign accounts, rounding. */
    public static Map<String, LawGroup> general() {
        Map<String, Object> values = new LinkedHashMap<>(resource("general.json"));
        values.remove("parameter_date");
        return groups("general.json", values);
    }

    static Map<String, Object> resource(String name) {
        try (InputStream in = Law.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new InputException("The law file " + name + " is missing. Install Vivace again.");
            }
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                return JsonTree.read(name, reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, LawGroup> groups(String file, Map<String, Object> values) {
        Map<String, LawGroup> groups = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) {
                Map<String, Object> fields = new LinkedHashMap<>();
                map.forEach((key, field) -> fields.put(key.toString(), field));
                groups.put(name, LawGroup.of(file, name, fields));
            }
        });
        return Collections.unmodifiableMap(groups);
    }

    private static TaxYear year(String file, Map<String, Object> values) {
        if (!(values.get("tax_year") instanceof BigDecimal number)) {
            throw new InputException(file + ": expected the number of the year. Add \"tax_year\".");
        }
        return TaxYear.of(number.intValue());
    }

    private static Map<String, Object> withSource(Map<String, Object> values) {
        Map<String, Object> fields = new LinkedHashMap<>(values);
        fields.put("source", "the file");
        fields.put("confidence", Confidence.HIGH.word());
        return fields;
    }

    /** What a single record cannot see: that amounts of different records rise together. */
    private void checkOrder() {
        for (FilingStatus status : FilingStatus.values()) {
            requireOrder("capital_gains", status, capitalGains.zeroUpTo(), capitalGains.fifteenUpTo());
            requireOrder("amt", status, minimumTax.exemption(), minimumTax.phaseoutStart());
            requireOrder(
                    "social_security_benefits_taxation",
                    status,
                    benefitsTaxation.firstBase(),
                    benefitsTaxation.secondBase());
        }
    }

    private void requireOrder(String group, FilingStatus status, Amounts lower, Amounts upper) {
        BigDecimal low = lower.of(status);
        BigDecimal high = upper.of(status);
        InputException.require(
                low.compareTo(high) < 0,
                () -> group(group).citation().place() + ": expected the amounts of " + status.title() + " to rise, but "
                        + low + " is not below " + high + ". Correct the file.");
    }

    /**
     * A group of numbers by its name, such as {@code paycheck_withholding}.
     *
     * @throws InputException when the file does not have it
     */
    public LawGroup group(String name) {
        LawGroup group = groups.get(name);
        if (group == null) {
            throw new InputException(Spelling.unknown("group of the law of " + year, name, groups.keySet()));
        }
        return group;
    }

    /** All groups of numbers by their names, in the order of the file. */
    public Map<String, LawGroup> groups() {
        return groups;
    }

    /** The tax year. */
    public TaxYear year() {
        return year;
    }

    /** The day on which the numbers were collected: law passed later is not in them. */
    public LocalDate parameterDate() {
        return parameterDate;
    }

    /** The tax rate schedule of a status. */
    public Brackets brackets(FilingStatus status) {
        Brackets found = brackets.get(status);
        if (found == null) {
            throw new IllegalStateException("No brackets of " + status);
        }
        return found;
    }

    /** The standard deduction. */
    public StandardDeduction standardDeduction() {
        return standardDeduction;
    }

    /** Rates of long-term gains and qualified dividends. */
    public CapitalGains capitalGains() {
        return capitalGains;
    }

    /** The net investment income tax. */
    public Surtax investmentIncomeTax() {
        return investmentIncomeTax;
    }

    /** The Additional Medicare Tax. */
    public Surtax additionalMedicare() {
        return additionalMedicare;
    }

    /** Social Security and Medicare taxes. */
    public Payroll payroll() {
        return payroll;
    }

    /** The deduction for qualified business income. */
    public BusinessDeduction businessDeduction() {
        return businessDeduction;
    }

    /** The child tax credit. */
    public ChildCredit childCredit() {
        return childCredit;
    }

    /** The earned income credit. */
    public EarnedIncomeCredit earnedIncomeCredit() {
        return earnedIncomeCredit;
    }

    /** The alternative minimum tax. */
    public MinimumTax minimumTax() {
        return minimumTax;
    }

    /** Limits of itemized deductions. */
    public Itemizing itemizing() {
        return itemizing;
    }

    /** The deductions of Schedule 1-A; none before 2025. */
    public Optional<NewDeductions> newDeductions() {
        return newDeductions;
    }

    /** The deduction of interest on student loans. */
    public StudentLoanInterest studentLoanInterest() {
        return studentLoanInterest;
    }

    /** The most that a teacher may deduct, in dollars. */
    public BigDecimal educatorMost() {
        return educatorMost;
    }

    /** Limits of retirement and health accounts. */
    public RetirementLimits retirementLimits() {
        return retirementLimits;
    }

    /** The credit for retirement savings. */
    public SaversCredit saversCredit() {
        return saversCredit;
    }

    /** The credit for the care of dependents. */
    public CareCredit careCredit() {
        return careCredit;
    }

    /** The education credits. */
    public EducationCredits educationCredits() {
        return educationCredits;
    }

    /** How much of Social Security benefits is taxed. */
    public BenefitsTaxation benefitsTaxation() {
        return benefitsTaxation;
    }

    /** Dates of the year. */
    public Deadlines deadlines() {
        return deadlines;
    }

    /** Safe harbours of estimated tax. */
    public EstimatedTax estimatedTax() {
        return estimatedTax;
    }

    /** Where lines stand on the forms of the year. */
    public FormPlaces formPlaces() {
        return formPlaces;
    }
}
