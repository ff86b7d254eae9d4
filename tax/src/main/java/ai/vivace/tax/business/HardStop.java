package ai.vivace.tax.business;

import java.util.Set;

/**
 * What must be settled before any arithmetic.
 *
 * @param forbids forms that are not possible; may be empty
 * @param sentence why, and what to do
 */
public record HardStop(Set<BusinessForm> forbids, String sentence) {
    public HardStop {
        forbids = Set.copyOf(forbids);
    }
}
