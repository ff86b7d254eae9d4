package ai.vivace.tax.law;

import ai.vivace.base.InputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tax rate schedule of one filing status (Internal Revenue Code 1(j)).
 *
 * <p>Rows start at zero, follow each other without gap or overlap, have rising rates, and each base tax is the sum of the rows below.
 *
 * @param rows the rows, lowest first
 * @param citation where they are from
 */
public record Brackets(List<Bracket> rows, Citation citation) {
    /** @throws InputException when the rows are no schedule; it names the file, the row and both numbers */
    public Brackets {
        rows = List.copyOf(rows);
        check(rows, citation);
    }

    static Brackets of(LawGroup group, FilingStatus status) {
        List<Bracket> rows = new ArrayList<>();
        for (LawGroup row : group.group("by_status").groups(status.key())) {
            rows.add(new Bracket(
                    row.decimal("over"), row.findDecimal("not_over"), row.decimal("rate"), row.decimal("base_tax")));
        }
        Citation cited = group.citation();
        return new Brackets(
                rows,
                new Citation(
                        cited.file(),
                        cited.group() + "." + status.key(),
                        cited.source(),
                        cited.confidence(),
                        cited.confirmedBy(),
                        cited.discrepancy()));
    }

    private static void check(List<Bracket> rows, Citation citation) {
        require(!rows.isEmpty(), citation, 1, "at least one row");
        BigDecimal start = BigDecimal.ZERO;
        BigDecimal tax = BigDecimal.ZERO;
        BigDecimal rate = BigDecimal.valueOf(-1);
        for (int i = 0; i < rows.size(); i++) {
            Bracket row = rows.get(i);
            int number = i + 1;
            require(same(row.over(), start), citation, number, "start at " + start + ", not at " + row.over());
            require(row.rate().compareTo(rate) > 0, citation, number, "rate above " + rate + ", not " + row.rate());
            require(row.rate().compareTo(BigDecimal.ONE) < 0, citation, number, "rate below 1, not " + row.rate());
            require(same(row.baseTax(), tax), citation, number, "base tax " + tax + ", not " + row.baseTax());
            boolean last = number == rows.size();
            require(row.notOver().isEmpty() == last, citation, number, last ? "no upper end" : "an upper end");
            if (!last) {
                BigDecimal end = row.notOver().orElseThrow();
                require(end.compareTo(start) > 0, citation, number, "end above " + start + ", not " + end);
                tax = tax.add(end.subtract(start).multiply(row.rate()));
                start = end;
                rate = row.rate();
            }
        }
    }

    private static void require(boolean holds, Citation citation, int row, String expected) {
        InputException.require(
                holds, () -> citation.place() + ", row " + row + ": expected " + expected + ". Correct the file.");
    }

    private static boolean same(BigDecimal a, BigDecimal b) {
        return a.compareTo(b) == 0;
    }

    /** The row that an amount falls into; the first one for zero and below. */
    public Bracket at(BigDecimal amount) {
        Bracket found = rows.get(0);
        for (Bracket row : rows) {
            if (amount.compareTo(row.over()) > 0) {
                found = row;
            }
        }
        return found;
    }

    /** The tax on an amount by the schedule, in dollars, not rounded; zero for zero and below. */
    public BigDecimal tax(BigDecimal amount) {
        if (amount.signum() <= 0) {
            return BigDecimal.ZERO;
        }
        Bracket row = at(amount);
        return row.baseTax().add(amount.subtract(row.over()).multiply(row.rate()));
    }

    /** Where the highest rate starts, in dollars. */
    public BigDecimal topStart() {
        return rows.get(rows.size() - 1).over();
    }

    /** The ends of the rows, lowest first; none for the last row. */
    public List<BigDecimal> ends() {
        return rows.stream().map(Bracket::notOver).flatMap(Optional::stream).toList();
    }
}
