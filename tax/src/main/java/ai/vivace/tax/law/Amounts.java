package ai.vivace.tax.law;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** One amount for each filing status; none where the law does not allow the matter to a status. */
public final class Amounts {
    private final Map<FilingStatus, BigDecimal> byStatus;

    private Amounts(Map<FilingStatus, BigDecimal> byStatus) {
        this.byStatus = byStatus;
    }

    static Amounts of(Map<FilingStatus, BigDecimal> byStatus) {
        return new Amounts(byStatus.isEmpty() ? Map.of() : new EnumMap<>(byStatus));
    }

    /**
     * The amount of a status.
     *
     * @throws IllegalStateException when the law has none for it; ask {@link #find} where that may be
     */
    public BigDecimal of(FilingStatus status) {
        BigDecimal amount = byStatus.get(status);
        if (amount == null) {
            throw new IllegalStateException("The law has no amount for " + status.title() + " here");
        }
        return amount;
    }

    /** The amount of a status, if the law has one. */
    public Optional<BigDecimal> find(FilingStatus status) {
        return Optional.ofNullable(byStatus.get(status));
    }

    @Override
    public String toString() {
        return byStatus.toString();
    }
}
