package ai.vivace.tax.report;

import ai.vivace.tax.Line;
import ai.vivace.tax.LineName;
import ai.vivace.tax.TaxReturn;
import java.util.Arrays;
import java.util.List;

/** A part of a return, as a run of lines that follow each other. */
public enum ReturnSection {
    INCOME("Income", LineName.WAGES, LineName.TOTAL_INCOME),
    ADJUSTMENTS("Adjustments to income", LineName.SE_NET_EARNINGS, LineName.AGI),
    DEDUCTIONS("Deductions", LineName.MEDICAL_DEDUCTION, LineName.TAXABLE_INCOME),
    INCOME_TAX("Income tax", LineName.GAINS_AT_ZERO, LineName.TAX_BEFORE_CREDITS),
    CREDITS("Credits against the tax", LineName.CARE_CREDIT, LineName.TAX_AFTER_CREDITS),
    OTHER_TAXES("Other taxes", LineName.SELF_EMPLOYMENT_TAX, LineName.TOTAL_TAX),
    PAYMENTS("Payments, and credits that are paid out", LineName.WITHHELD, LineName.TOTAL_PAYMENTS),
    RESULT("Result", LineName.REFUND, LineName.BALANCE_DUE);

    private final String title;
    private final LineName first;
    private final LineName last;

    ReturnSection(String title, LineName first, LineName last) {
        this.title = title;
        this.first = first;
        this.last = last;
    }

    /** The heading. */
    public String title() {
        return title;
    }

    /** The section of a line. */
    public static ReturnSection of(LineName line) {
        return Arrays.stream(values())
                .filter(section -> section.has(line))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No section has " + line));
    }

    /** The lines of a return that stand in this section, in order; may be empty. */
    public List<Line> lines(TaxReturn result) {
        return result.lines().stream().filter(line -> has(line.name())).toList();
    }

    private boolean has(LineName line) {
        return line.compareTo(first) >= 0 && line.compareTo(last) <= 0;
    }
}
