//! Files as shops and tools really write them, each with all that becomes of it.

use super::tests::story_of;

macro_rules! stories {
    ($($test:ident: $file:literal),* $(,)?) => {$(
        #[test]
        fn $test() {
            insta::assert_snapshot!(stringify!($test), story_of($file));
        }
    )*};
}

stories! {
    shopify_customers_with_more_columns_import: "shopify_customers_whatsapp.csv",
    shopify_orders_with_their_whole_header_import: "shopify_orders_full_header.csv",
    woocommerce_orders_with_column_titles_import: "woocommerce_orders_by_column_titles.csv",
    woocommerce_customers_import: "woocommerce_customers.csv",
    square_customers_in_the_older_header_import: "square_customers_older.csv",
    a_mailchimp_audience_prefers_its_sms_phone: "mailchimp_sms_phone.csv",
    klaviyo_profiles_without_sms_columns_prove_nothing_by_email: "klaviyo_without_sms_columns.csv",
    postscript_keywords_import: "postscript_opted_in.csv",
    attentive_opt_in_dates_import: "attentive_opt_in_date.csv",
    google_contacts_with_lists_in_cells_import: "google_contacts_many_phones.csv",
    outlook_contacts_of_the_web_import: "outlook_online.csv",
    a_thunderbird_address_book_imports: "thunderbird.csv",
    a_list_with_the_number_first_imports: "two_columns_number_first.csv",
    a_utf8_mark_is_no_part_of_a_name: "utf8_with_mark.csv",
    utf16_in_the_other_order_imports: "utf16_big_endian.csv",
    utf16_without_a_mark_imports: "utf16_without_mark.csv",
    a_cyrillic_code_page_imports: "windows_1251.csv",
    a_central_european_code_page_imports: "windows_1250.csv",
    a_japanese_code_page_imports: "shift_jis.csv",
    a_western_code_page_with_money_imports: "latin_9_euro.csv",
    quotes_within_quotes_stay_in_their_cell: "quotes_within_quotes.csv",
    columns_that_come_twice_fill_each_others_gaps: "repeated_columns.csv",
    title_lines_and_totals_are_no_people: "title_lines_and_totals.csv",
    a_zero_byte_spoils_its_row_only: "nul_bytes.csv",
    the_separator_line_of_a_spreadsheet_is_obeyed: "excel_separator_line.csv",
    blank_columns_at_the_end_do_no_harm: "trailing_blank_columns.csv",
    dates_in_two_orders_are_told: "dates_in_two_orders.csv",
    every_damage_of_a_spreadsheet_is_named: "excel_damage_named.csv",
    consent_columns_speak_row_by_row: "consent_by_column.csv",
    an_unsubscribed_column_suppresses: "unsubscribed_column.csv",
    a_vague_column_takes_away_and_never_proves: "vague_status_column.csv",
    two_columns_of_numbers_are_asked_about: "two_phone_columns.csv",
    a_household_is_one_contact: "household_one_number.csv",
    brevo_contacts_import: "brevo_contacts.csv",
    omnisend_contacts_import: "omnisend_contacts.csv",
    wix_contacts_import: "wix_contacts.csv",
    squarespace_orders_import: "squarespace_orders.csv",
    hubspot_contacts_import: "hubspot_contacts.csv",
    a_list_of_a_texting_service_imports: "texting_service_list.tsv",
    line_breaks_inside_quotes_import: "crlf_inside_quotes.csv",
    numbers_of_another_country_lack_their_code: "unknown_numbers_abroad.csv",
}
