//! testing

pub mod http_gateway;
