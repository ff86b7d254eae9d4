package ai.vivace.watermark.batch;

/** What happens where several pictures would be written to one file. */
public enum Collisions {
    /** Nothing is written; the error lists them. */
    REFUSED,
    /** The second is given the number 2 before what follows its name's last dot, the third 3. */
    NUMBERED
}
