package ai.vivace.tax.explain;

import ai.vivace.tax.Filer;
import ai.vivace.tax.Item;
import java.math.BigDecimal;
import java.util.List;

/** A kind of income, each of which is taxed in its own way. */
public enum IncomeKind {
    WAGES("wages", Item.WAGES),
    SPOUSE_WAGES("the spouse's wages", Item.WAGES_SPOUSE),
    SELF_EMPLOYMENT("freelance profit", Item.SELF_EMPLOYMENT),
    INTEREST("interest", Item.TAXABLE_INTEREST),
    QUALIFIED_DIVIDENDS("qualified dividends", Item.QUALIFIED_DIVIDENDS),
    SHORT_TERM_GAIN("short-term gain", Item.SHORT_TERM_GAIN),
    LONG_TERM_GAIN("long-term gain", Item.LONG_TERM_GAIN),
    UNEMPLOYMENT("unemployment compensation", Item.UNEMPLOYMENT),
    PENSION("pension", Item.PENSION),
    SOCIAL_SECURITY("Social Security benefits", Item.SOCIAL_SECURITY);

    private final String title;
    private final Item item;

    IncomeKind(String title, Item item) {
        this.title = title;
        this.item = item;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** A filer with so much more of this income, in dollars. */
    public Filer add(Filer filer, BigDecimal dollars) {
        Filer.Builder changed = filer.change().amount(item, filer.amount(item).add(dollars));
        if (this == QUALIFIED_DIVIDENDS) {
            // They are a part of ordinary dividends.
            changed.amount(
                    Item.ORDINARY_DIVIDENDS,
                    filer.amount(Item.ORDINARY_DIVIDENDS).add(dollars));
        }
        return changed.build();
    }

    /** The kinds that a filer can have. */
    public static List<IncomeKind> of(Filer filer) {
        return List.of(values()).stream()
                .filter(kind -> kind != SPOUSE_WAGES || filer.status().joint())
                .toList();
    }
}
