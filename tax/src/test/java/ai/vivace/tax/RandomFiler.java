package ai.vivace.tax;

import ai.vivace.base.Rng;
import ai.vivace.tax.law.FilingStatus;
import ai.vivace.tax.law.TaxYear;
import java.math.BigDecimal;
import java.util.List;

/** Filers drawn by chance, of all years and statuses, poor and rich. */
final class RandomFiler {
    private static final int[] SCALES = {20_000, 60_000, 150_000, 500_000, 2_000_000};
    private static final int[] AGES = {18, 19, 24, 25, 30, 40, 50, 64, 65, 66, 80};
    private static final int[] DEPENDENT_AGES = {0, 3, 5, 6, 12, 13, 16, 17, 18, 19, 22, 70};

    private RandomFiler() {}

    static Filer draw(Rng rng) {
        FilingStatus[] statuses = FilingStatus.values();
        return draw(rng, statuses[rng.nextInt(statuses.length)]);
    }

    static Filer draw(Rng rng, FilingStatus status) {
        List<TaxYear> years = TaxYear.known();
        Filer.Builder filer =
                Filer.of(years.get(rng.nextInt(years.size())), status).you(Person.of(AGES[rng.nextInt(AGES.length)]));
        if (status.joint()) {
            filer.spouse(Person.of(AGES[rng.nextInt(AGES.length)]));
        }
        int scale = SCALES[rng.nextInt(SCALES.length)];
        int dependents =
                status == FilingStatus.HEAD_OF_HOUSEHOLD ? 1 + rng.nextInt(3) : Math.max(0, rng.nextInt(6) - 2);
        int[] ages = new int[dependents];
        for (int i = 0; i < dependents; i++) {
            ages[i] = DEPENDENT_AGES[rng.nextInt(DEPENDENT_AGES.length)];
        }
        filer.dependents(ages);
        long wages = amount(rng, filer, Item.WAGES, 8, scale);
        if (status.joint()) {
            amount(rng, filer, Item.WAGES_SPOUSE, 5, scale);
            amount(rng, filer, Item.SELF_EMPLOYMENT_SPOUSE, 2, scale);
        }
        long dividends = amount(rng, filer, Item.ORDINARY_DIVIDENDS, 3, scale / 8);
        if (dividends > 0) {
            filer.amount(Item.QUALIFIED_DIVIDENDS, rng.nextInt((int) dividends + 1));
        }
        amount(rng, filer, Item.SELF_EMPLOYMENT, 3, scale);
        amount(rng, filer, Item.TAXABLE_INTEREST, 3, scale / 20);
        amount(rng, filer, Item.TAX_EXEMPT_INTEREST, 1, scale / 20);
        amount(rng, filer, Item.SHORT_TERM_GAIN, 2, scale / 5);
        amount(rng, filer, Item.LONG_TERM_GAIN, 3, scale / 2);
        amount(rng, filer, Item.UNEMPLOYMENT, 1, 20_000);
        amount(rng, filer, Item.PENSION, 2, scale / 3);
        amount(rng, filer, Item.SOCIAL_SECURITY, 2, 45_000);
        amount(rng, filer, Item.HSA, 1, 4_000);
        amount(rng, filer, Item.IRA, 1, 6_000);
        amount(rng, filer, Item.STUDENT_LOAN_INTEREST, 2, 4_000);
        amount(rng, filer, Item.EDUCATOR, 1, 600);
        amount(rng, filer, Item.MEDICAL, 2, scale / 6);
        amount(rng, filer, Item.STATE_INCOME_TAX, 4, scale / 8);
        amount(rng, filer, Item.REAL_ESTATE_TAX, 3, scale / 20);
        amount(rng, filer, Item.MORTGAGE_INTEREST, 3, 30_000);
        amount(rng, filer, Item.CHARITY_CASH, 3, scale / 12);
        amount(rng, filer, Item.CHARITY_OTHER, 1, 3_000);
        amount(rng, filer, Item.TIPS, 1, 30_000);
        amount(rng, filer, Item.OVERTIME, 1, 20_000);
        amount(rng, filer, Item.CAR_LOAN_INTEREST, 2, 14_000);
        amount(rng, filer, Item.CARE, 2, 20_000);
        amount(rng, filer, Item.LEARNING, 1, 14_000);
        amount(rng, filer, Item.SAVINGS, 1, 5_000);
        if (rng.nextInt(6) == 0) {
            filer.studentExpenses(BigDecimal.valueOf(rng.nextInt(6_000)));
        }
        if (wages > 0) {
            filer.amount(Item.WITHHELD, rng.nextInt((int) wages / 4 + 1));
        }
        return filer.build();
    }

    /** Draws an amount up to a bound, in some tenths of the draws; a loss where the item may be one. */
    private static long amount(Rng rng, Filer.Builder filer, Item item, int tenths, int bound) {
        if (rng.nextInt(10) >= tenths) {
            return 0;
        }
        long amount = rng.nextInt(bound + 1);
        boolean loss = item.mayBeNegative() && rng.nextInt(10) < 3;
        filer.amount(item, loss ? -amount : amount);
        return amount;
    }
}
