package ai.vivace.tax.law;

import java.time.LocalDate;
import java.util.List;

/**
 * Dates of a tax year.
 *
 * @param returnDue return and payment
 * @param extendedReturnDue the return, with an extension asked for by Form 4868
 * @param estimatedDue the four estimated payments
 * @param note what to know of the dates
 * @param citation where they are from
 */
public record Deadlines(
        LocalDate returnDue,
        LocalDate extendedReturnDue,
        List<LocalDate> estimatedDue,
        String note,
        Citation citation) {
    public Deadlines {
        estimatedDue = List.copyOf(estimatedDue);
    }

    static Deadlines of(LawGroup group) {
        return new Deadlines(
                group.date("return_and_payment_due"),
                group.date("extended_return_due_with_form_4868"),
                group.dates("estimated_tax_due"),
                group.text("note"),
                group.citation());
    }
}
